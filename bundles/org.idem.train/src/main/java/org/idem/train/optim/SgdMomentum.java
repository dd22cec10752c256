package org.idem.train.optim;

import java.util.Map;
import org.idem.train.optim.DecayGroups.Group;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/** Stochastic gradient descent with momentum: g += decay · w; v = μ · v + g; w −= rate · v. */
public final class SgdMomentum implements Optimizer {
    private final Tensor weights;
    private final Tensor gradients;
    private final Tensor velocity;
    private final DecayGroups decay;
    private final double momentum;
    private long steps;

    /** For weights and gradients of one layout. */
    public SgdMomentum(Tensor weights, Tensor gradients, DecayGroups decay, double momentum) {
        this.weights = weights;
        this.gradients = gradients;
        this.decay = decay;
        this.momentum = momentum;
        this.velocity = TensorScope.compute(() -> Tensor.zeros(weights.count()).retain());
    }

    @Override
    public void step(double rate) {
        TensorScope.run(() -> {
            for (Group group : decay.groups()) {
                Range range = group.range();
                Tensor g = gradients.narrow(range.start(), range.length());
                if (group.decay() != 0) {
                    g.add_(weights.narrow(range.start(), range.length()), group.decay());
                }
            }
            velocity.mul_(momentum).add_(gradients);
            weights.add_(velocity, -rate);
        });
        steps++;
    }

    @Override
    public Map<String, Tensor> state() {
        return Map.of("momentum", velocity);
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public void resumeAt(long taken) {
        steps = taken;
    }

    @Override
    public void close() {
        velocity.close();
    }
}
