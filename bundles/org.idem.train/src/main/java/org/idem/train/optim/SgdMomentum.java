package org.idem.train.optim;

import java.util.List;
import java.util.Map;
import org.idem.train.optim.WeightDecay.Group;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/** Stochastic gradient descent with momentum: g += decay · w; v = μ · v + g; w −= rate · v. */
public final class SgdMomentum implements Optimizer {
    private final Parameters parameters;
    private final FlatState state;
    private final Tensor velocity;
    private final List<Group> decay;
    private final double momentum;
    private long steps;

    /** Moves these parameters. */
    public SgdMomentum(Parameters parameters, WeightDecay decay, double momentum) {
        this.parameters = parameters;
        this.decay = decay.groups(parameters.ranges());
        this.momentum = momentum;
        this.state = new FlatState(parameters);
        this.velocity = state.add("momentum");
    }

    @Override
    public void step(double rate) {
        TensorScope.run(() -> {
            Tensor weights = parameters.values();
            Tensor gradients = parameters.gradients();
            for (Group group : decay) {
                Range range = group.range();
                if (group.decay() != 0) {
                    gradients
                            .narrow(range.start(), range.length())
                            .add_(weights.narrow(range.start(), range.length()), group.decay());
                }
            }
            velocity.mul_(momentum).add_(gradients);
            weights.add_(velocity, -rate);
        });
        steps++;
    }

    @Override
    public Map<String, Tensor> state() {
        return state.views();
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
        state.close();
    }
}
