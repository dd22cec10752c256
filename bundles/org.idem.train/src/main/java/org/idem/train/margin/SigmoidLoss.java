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
 * The unified threshold loss of UniFace: log(1 + e^−x) for the target and λ log(1 + e^x) for every other class, with x =
 * s · logit − b in [−s, s]. Where x is cut off there is no gradient.
 */
final class SigmoidLoss implements DistributedLoss {
    private final Collective workers;
    private final UniFace head;
    private final double bias;
    private final int rows;
    private final double share;
    private final List<Tensor> sums = new ArrayList<>();
    private final List<Tensor> pulls = new ArrayList<>();
    private float[] targets;

    /** With the given b. */
    SigmoidLoss(Collective workers, UniFace head, double bias, Extent extent) {
        this.workers = workers;
        this.head = head;
        this.bias = bias;
        this.rows = extent.rows();
        this.share = extent.share();
        for (int lane = 0; lane < extent.lanes(); lane++) {
            sums.add(TensorScope.compute(() -> Tensor.zeros(rows).retain()));
            pulls.add(TensorScope.compute(() -> Tensor.zeros(rows).retain()));
        }
    }

    @Override
    public void look(int lane, Tensor logits) {
        double s = head.scale();
        Tensor x = logits.mul_(s).add_(-bias).clamp_(-s, s);
        sums.get(lane).add_(Logistic.softplus(x).rowSum().view(rows));
    }

    @Override
    public double settle(float[] targetLogits) {
        targets = targetLogits.clone();
        Tensor others = Tensor.zeros(rows);
        sums.forEach(others::add_);
        workers.allReduceSum(others);
        float[] all = others.toFloats();
        double total = 0;
        for (int row = 0; row < rows; row++) {
            total += Math.log1p(Math.exp(-clipped(targets[row]))) + head.weight() * all[row];
        }
        return total / rows;
    }

    private double clipped(double logit) {
        return Angles.clip(head.scale() * logit - bias, -head.scale(), head.scale());
    }

    @Override
    public void toGradient(int lane, Tensor logits) {
        double s = head.scale();
        logits.mul_(s).add_(-bias);
        Tensor passes = Masks.within(logits, -s, s);
        Logistic.sigmoid_(logits).mul_(passes).mul_(head.weight() * share * s / rows);
        pulls.get(lane).add_(logits.rowSum().view(rows));
    }

    @Override
    public double targetGradient(int row, double logit) {
        double s = head.scale();
        double x = s * logit - bias;
        return Angles.within(x, -s, s) ? -share * s / rows / (1 + Math.exp(x)) : 0;
    }

    /** The derivative with respect to b is that with respect to all logits together, over −s. */
    @Override
    public Map<String, Double> learned() {
        Tensor all = Tensor.zeros(rows);
        pulls.forEach(all::add_);
        workers.allReduceSum(all);
        double sum = all.sum();
        for (int row = 0; row < rows; row++) {
            sum += targetGradient(row, targets[row]);
        }
        return Map.of(UniFace.BIAS, -sum / head.scale());
    }

    @Override
    public void close() {
        sums.forEach(Tensor::close);
        pulls.forEach(Tensor::close);
    }
}
