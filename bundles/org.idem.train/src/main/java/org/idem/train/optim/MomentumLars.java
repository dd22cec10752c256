package org.idem.train.optim;

import java.util.List;
import org.idem.train.tensor.DoubleVector;
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
        adaptGradients();
        velocity.mul_(momentum).add_(parameters().gradients());
        parameters().values().add_(velocity, -rate);
    }

    private void adaptGradients() {
        List<String> matrices = matrices();
        matrices.forEach(name -> gradient(name).add_(weight(name), decay.forTensor(name)));
        if (!matrices.isEmpty()) {
            Tensor ratios = ratios(matrices);
            for (int i = 0; i < matrices.size(); i++) {
                gradient(matrices.get(i)).mul_(ratios.narrow(i, 1));
            }
        }
        parameters().ranges().keySet().forEach(name -> gradient(name).add_(weight(name), decay.forTensor(name)));
    }

    /** trust · ‖w‖ / ‖g‖ of each tensor, 1 where either norm is 0. */
    private Tensor ratios(List<String> names) {
        DoubleVector weights =
                DoubleVector.norms(names.stream().map(this::weight).toList());
        DoubleVector gradients =
                DoubleVector.norms(names.stream().map(this::gradient).toList());
        return weights.isMore(0)
                .and(gradients.isMore(0))
                .choose(weights.times(trust).dividedBy(gradients), 1)
                .toFloats();
    }

    private List<String> matrices() {
        return parameters().ranges().keySet().stream()
                .filter(name -> parameters().shape(name).length > 1)
                .toList();
    }

    private Tensor weight(String name) {
        return parameters().flat(parameters().values(), name);
    }

    private Tensor gradient(String name) {
        return parameters().flat(parameters().gradients(), name);
    }
}
