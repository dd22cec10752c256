package org.idem.train.margin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.idem.train.collective.Collective;
import org.idem.train.tensor.DoubleVector;
import org.idem.train.tensor.Logistic;
import org.idem.train.tensor.Masks;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * The unified threshold loss of UniFace: log(1 + e^−x) for the target and λ log(1 + e^x) for every other class, with x
 * = s · logit − b clipped to [−s, s]. Where x is clipped the gradient is 0.
 */
final class SigmoidLoss implements DistributedLoss {
    private final Collective collective;
    private final UniFace head;
    private final double bias;
    private final int rows;
    private final double weight;
    private final List<Tensor> sums = new ArrayList<>();
    private final List<Tensor> gradientSums = new ArrayList<>();
    /** Derivative with respect to the targets, all together. */
    private DoubleVector targetGradientSum;

    /** With the threshold b = {@code bias}. */
    SigmoidLoss(Collective collective, UniFace head, double bias, LossShape shape) {
        this.collective = collective;
        this.head = head;
        this.bias = bias;
        this.rows = shape.rows();
        this.weight = shape.weight();
        for (int thread = 0; thread < shape.threads(); thread++) {
            sums.add(TensorScope.compute(() -> Tensor.zeros(rows).retain()));
            gradientSums.add(TensorScope.compute(() -> Tensor.zeros(rows).retain()));
        }
    }

    @Override
    public Tensor accumulate(int thread, Tensor logits) {
        double s = head.scale();
        Tensor x = logits.duplicate().mul_(s).add_(-bias).clamp_(-s, s);
        sums.get(thread).add_(Logistic.softplus(x).rowSum().view(rows));
        backward_(thread, logits);
        gradientSums.get(thread).add_(logits.rowSum().view(rows));
        return null;
    }

    @Override
    public Tensor rowFactors(int thread) {
        return null;
    }

    @Override
    public DoubleVector reduce(DoubleVector targets) {
        Tensor negatives = Tensor.zeros(rows);
        sums.forEach(negatives::add_);
        collective.allReduceSum(negatives);
        double s = head.scale();
        DoubleVector ofTargets = shifted(targets).clip(-s, s).times(-1).exp().log1p();
        DoubleVector ofNegatives =
                DoubleVector.of(negatives).times(head.config().weight());
        targetGradientSum = targetGradients(targets).sum().retain();
        return ofTargets.plus(ofNegatives).sum().dividedBy(rows);
    }

    private DoubleVector shifted(DoubleVector logits) {
        return logits.times(head.scale()).plus(-bias);
    }

    @Override
    public void backward_(int thread, Tensor logits) {
        double s = head.scale();
        logits.mul_(s).add_(-bias);
        Tensor inRange = Masks.within(logits, -s, s);
        Logistic.sigmoid_(logits).mul_(inRange).mul_(head.config().weight() * weight * s / rows);
    }

    @Override
    public DoubleVector targetGradients(DoubleVector logits) {
        double s = head.scale();
        DoubleVector x = shifted(logits);
        DoubleVector slopes =
                DoubleVector.constant(-weight * s / rows).dividedBy(x.exp().plus(1));
        return x.isWithin(-s, s).choose(slopes, 0);
    }

    @Override
    public DoubleVector.Mask violated(DoubleVector logits) {
        return logits.times(head.scale()).isLess(bias);
    }

    /** The derivative with respect to b is that with respect to all logits together, over −s. */
    @Override
    public Map<String, DoubleVector> scalarGradients() {
        Tensor all = Tensor.zeros(rows);
        gradientSums.forEach(all::add_);
        collective.allReduceSum(all);
        DoubleVector sum = DoubleVector.of(all).sum().plus(targetGradientSum);
        return Map.of(UniFace.BIAS, sum.dividedBy(-head.scale()));
    }

    @Override
    public void close() {
        sums.forEach(Tensor::close);
        gradientSums.forEach(Tensor::close);
        if (targetGradientSum != null) {
            targetGradientSum.close();
        }
    }
}
