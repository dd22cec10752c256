package org.idem.train.optim;

import java.util.Map;
import org.idem.train.optim.DecayGroups.Group;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/** Adam with decoupled weight decay (Loshchilov and Hutter, arXiv 1711.05101), bias-corrected. */
public final class AdamW implements Optimizer {
    private final Tensor weights;
    private final Tensor gradients;
    private final Tensor mean;
    private final Tensor square;
    private final DecayGroups decay;
    private final Moments moments;
    private long steps;

    /**
     * The coefficients of the moving averages.
     *
     * @param beta1 of the gradient
     * @param beta2 of its square
     * @param epsilon added to the root
     */
    public record Moments(double beta1, double beta2, double epsilon) {}

    /** For weights and gradients of one layout. */
    public AdamW(Tensor weights, Tensor gradients, DecayGroups decay, Moments moments) {
        this.weights = weights;
        this.gradients = gradients;
        this.decay = decay;
        this.moments = moments;
        this.mean = TensorScope.compute(() -> Tensor.zeros(weights.count()).retain());
        this.square = TensorScope.compute(() -> Tensor.zeros(weights.count()).retain());
    }

    @Override
    public void step(double rate) {
        steps++;
        TensorScope.run(() -> {
            for (Group group : decay.groups()) {
                Range range = group.range();
                if (group.decay() != 0) {
                    weights.narrow(range.start(), range.length()).mul_(1 - rate * group.decay());
                }
            }
            mean.mul_(moments.beta1()).add_(gradients, 1 - moments.beta1());
            square.mul_(moments.beta2()).addProduct_(gradients, gradients, 1 - moments.beta2());
            double bias1 = 1 - Math.pow(moments.beta1(), steps);
            double bias2 = 1 - Math.pow(moments.beta2(), steps);
            Tensor root = square.copy().sqrt_().mul_(1 / Math.sqrt(bias2)).add_(moments.epsilon());
            weights.addQuotient_(mean, root, -rate / bias1);
        });
    }

    @Override
    public Map<String, Tensor> state() {
        return Map.of("mean", mean, "square", square);
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
        mean.close();
        square.close();
    }
}
