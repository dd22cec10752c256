package org.idem.train.optim;

import java.util.List;
import org.idem.config.AdamWConfig;
import org.idem.train.optim.WeightDecay.DecayRange;
import org.idem.train.tensor.Tensor;

/** Adam with decoupled weight decay (Loshchilov and Hutter, arXiv 1711.05101), bias-corrected. */
public final class AdamW extends FlatOptimizer {
    private final Tensor mean;
    private final Tensor square;
    private final List<DecayRange> decay;
    private final AdamWConfig keys;

    /** Updates these parameters. */
    public AdamW(ParameterBuffers parameters, WeightDecay decay, AdamWConfig keys) {
        super(parameters);
        this.decay = decay.mergeRanges(parameters.ranges());
        this.keys = keys;
        this.mean = addState("mean");
        this.square = addState("square");
    }

    @Override
    void update(double rate) {
        Tensor weights = parameters().values();
        Tensor gradients = parameters().gradients();
        for (DecayRange group : decay) {
            BufferRange range = group.range();
            if (group.decay() != 0) {
                weights.narrow(range.start(), range.length()).mul_(1 - rate * group.decay());
            }
        }
        mean.mul_(keys.beta1()).add_(gradients, 1 - keys.beta1());
        square.mul_(keys.beta2()).addcmul_(gradients, gradients, 1 - keys.beta2());
        double bias1 = 1 - Math.pow(keys.beta1(), steps());
        double bias2 = 1 - Math.pow(keys.beta2(), steps());
        Tensor root = square.duplicate().sqrt_().mul_(1 / Math.sqrt(bias2)).add_(keys.epsilon());
        weights.addcdiv_(mean, root, -rate / bias1);
    }
}
