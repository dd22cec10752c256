package org.idem.train.optim;

import java.util.List;
import java.util.Map;
import org.idem.train.optim.WeightDecay.Group;
import org.idem.train.tensor.FusedSgd;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/** Stochastic gradient descent with momentum: v = μ · v + g + decay · w; w −= rate · v. */
public final class SgdMomentum implements Optimizer {
    private final Parameters parameters;
    private final FlatState state;
    private final Tensor velocity;
    private final List<Group> decay;
    private final FusedSgd arithmetic;
    private long steps;

    /** Moves these parameters. */
    public SgdMomentum(Parameters parameters, WeightDecay decay, double momentum) {
        this.parameters = parameters;
        this.decay = decay.groups(parameters.ranges());
        this.arithmetic = new FusedSgd(momentum);
        this.state = new FlatState(parameters);
        this.velocity = state.add("momentum");
    }

    @Override
    public void step(double rate) {
        TensorScope.run(() -> {
            for (Group group : decay) {
                Range range = group.range();
                arithmetic.step(
                        parameters.values().narrow(range.start(), range.length()),
                        parameters.gradients().narrow(range.start(), range.length()),
                        velocity.narrow(range.start(), range.length()),
                        group.decay(),
                        rate);
            }
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
