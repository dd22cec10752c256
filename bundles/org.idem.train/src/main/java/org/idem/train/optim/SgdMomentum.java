package org.idem.train.optim;

import java.util.List;
import org.idem.train.optim.WeightDecay.Group;
import org.idem.train.tensor.FusedSgd;
import org.idem.train.tensor.Tensor;

/** Stochastic gradient descent with momentum: v = μ · v + g + decay · w; w −= rate · v. */
public final class SgdMomentum extends FlatOptimizer {
    private final Tensor velocity;
    private final List<Group> decay;
    private final FusedSgd arithmetic;

    /** Moves these parameters. */
    public SgdMomentum(ParameterBuffers parameters, WeightDecay decay, double momentum) {
        super(parameters);
        this.decay = decay.groups(parameters.ranges());
        this.arithmetic = new FusedSgd(momentum);
        this.velocity = remember("momentum");
    }

    @Override
    void move(double rate) {
        for (Group group : decay) {
            BufferRange range = group.range();
            arithmetic.step(
                    parameters().values().narrow(range.start(), range.length()),
                    parameters().gradients().narrow(range.start(), range.length()),
                    velocity.narrow(range.start(), range.length()),
                    group.decay(),
                    rate);
        }
    }
}
