package org.idem.train.margin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.idem.train.collective.Collective;
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
    private float[] targets;

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
    public double reduce(float[] targetLogits) {
        targets = targetLogits.clone();
        Tensor negatives = Tensor.zeros(rows);
        sums.forEach(negatives::add_);
        collective.allReduceSum(negatives);
        float[] sumsByRow = negatives.toFloats();
        double total = 0;
        for (int row = 0; row < rows; row++) {
            total +=
                    Math.log1p(Math.exp(-clipped(targets[row]))) + head.config().weight() * sumsByRow[row];
        }
        return total / rows;
    }

    private double clipped(double logit) {
        return Angles.clip(head.scale() * logit - bias, -head.scale(), head.scale());
    }

    @Override
    public void backward_(int thread, Tensor logits) {
        double s = head.scale();
        logits.mul_(s).add_(-bias);
        Tensor inRange = Masks.within(logits, -s, s);
        Logistic.sigmoid_(logits).mul_(inRange).mul_(head.config().weight() * weight * s / rows);
    }

    @Override
    public double targetGradient(int row, double logit) {
        double s = head.scale();
        double x = s * logit - bias;
        return Angles.within(x, -s, s) ? -weight * s / rows / (1 + Math.exp(x)) : 0;
    }

    @Override
    public boolean isViolated(int row, double logit) {
        return head.scale() * logit < bias;
    }

    /** The derivative with respect to b is that with respect to all logits together, over −s. */
    @Override
    public Map<String, Double> scalarGradients() {
        Tensor all = Tensor.zeros(rows);
        gradientSums.forEach(all::add_);
        collective.allReduceSum(all);
        double sum = all.sum();
        for (int row = 0; row < rows; row++) {
            sum += targetGradient(row, targets[row]);
        }
        return Map.of(UniFace.BIAS, -sum / head.scale());
    }

    @Override
    public void close() {
        sums.forEach(Tensor::close);
        gradientSums.forEach(Tensor::close);
    }
}
