package org.idem.train.optim;

import org.idem.train.tensor.Tensor;

/**
 * Layer-wise adaptive rates (You et al., arXiv 1708.03888) in PLSC's form. A tensor of two or more axes: g += decay · w;
 * g ·= trust · ‖w‖ / ‖g‖ where neither norm is 0. Then, for every tensor: g += decay · w; v = μ · v + g; w −= rate · v.
 * So the decay of matrices acts twice, once within the ratio and once as it is; other versions of LARS do not have that.
 */
public final class MomentumLars extends FlatOptimizer {
    private final Tensor velocity;
    private final WeightDecay decay;
    private final double momentum;
    private final double trust;

    /**
     * Updates these parameters.
     *
     * @param trust length of a tensor's step at rate 1, in lengths of the tensor
     */
    public MomentumLars(ParameterBuffers parameters, WeightDecay decay, double momentum, double trust) {
        super(parameters);
        this.decay = decay;
        this.momentum = momentum;
        this.trust = trust;
        this.velocity = addState("momentum");
    }

    @Override
    void update(double rate) {
        parameters().ranges().keySet().forEach(this::adaptGradient);
        velocity.mul_(momentum).add_(parameters().gradients());
        parameters().values().add_(velocity, -rate);
    }

    private void adaptGradient(String name) {
        Tensor w = parameters().flat(parameters().values(), name);
        Tensor g = parameters().flat(parameters().gradients(), name);
        double tensorDecay = decay.forTensor(name);
        if (parameters().shape(name).length > 1) {
            g.add_(w, tensorDecay);
            double weightNorm = w.norm();
            double gradientNorm = g.norm();
            if (weightNorm > 0 && gradientNorm > 0) {
                g.mul_(trust * weightNorm / gradientNorm);
            }
        }
        g.add_(w, tensorDecay);
    }
}
