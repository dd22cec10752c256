package org.idem.train.optim;

import java.util.List;
import org.idem.train.optim.WeightDecay.DecayRange;
import org.idem.train.tensor.FusedSgd;
import org.idem.train.tensor.Tensor;

/** Stochastic gradient descent with momentum: v = μ · v + g + decay · w; w −= rate · v. */
public final class SgdMomentum extends FlatOptimizer {
    private final Tensor velocity;
    private final List<DecayRange> decay;
    private final FusedSgd operation;

    /** Updates these parameters. */
    public SgdMomentum(ParameterBuffers parameters, WeightDecay decay, double momentum) {
        super(parameters);
        this.decay = decay.mergeRanges(parameters.ranges());
        this.operation = new FusedSgd(momentum);
        this.velocity = addState("momentum");
    }

    @Override
    void update(double rate) {
        for (DecayRange group : decay) {
            BufferRange range = group.range();
            operation.step(
                    parameters().values().narrow(range.start(), range.length()),
                    parameters().gradients().narrow(range.start(), range.length()),
                    velocity.narrow(range.start(), range.length()),
                    group.decay(),
                    rate);
        }
    }
}
