package org.idem.train.head;

import java.util.ArrayList;
import java.util.List;
import org.idem.train.collective.Collective;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * Softmax cross entropy. Each thread keeps the largest logit of every row and the sum of exponentials relative to it
 * while tiles pass by (online softmax; Milakov and Gimelshein, arXiv 1805.02867); maximum and sum then go over all
 * threads and workers, so nothing overflows and no term is left out.
 */
final class CrossEntropy implements ClassLoss {
    private final Collective workers;
    private final double scale;
    private final int rows;
    private final double factor;
    private final List<Tensor> largest = new ArrayList<>();
    private final List<Tensor> sums = new ArrayList<>();
    private Tensor shift;
    private Tensor weight;
    private float[] shifts;
    private double[] weights;

    /** With logits times the scale. */
    CrossEntropy(Collective workers, double scale, Extent extent) {
        this.workers = workers;
        this.scale = scale;
        this.rows = extent.rows();
        this.factor = extent.share() * scale / rows;
        for (int lane = 0; lane < extent.lanes(); lane++) {
            largest.add(TensorScope.compute(
                    () -> Tensor.empty(rows).fill_(scale * ABSENT).retain()));
            sums.add(TensorScope.compute(() -> Tensor.zeros(rows).retain()));
        }
    }

    @Override
    public void look(int lane, Tensor logits) {
        logits.mul_(scale);
        Tensor before = largest.get(lane);
        Tensor now = logits.rowMax().max_(before);
        logits.sub_(now.view(rows, 1)).exp_();
        sums.get(lane).mul_(before.sub_(now).exp_()).add_(logits.rowSum().view(rows));
        before.copy_(now);
    }

    @Override
    public double settle(float[] targets) {
        Tensor most = Tensor.of(targets, rows).mul_(scale);
        largest.forEach(most::max_);
        workers.allReduceMax(most);
        Tensor sum = Tensor.zeros(rows);
        for (int lane = 0; lane < sums.size(); lane++) {
            sum.addProduct_(sums.get(lane), largest.get(lane).sub_(most).exp_(), 1);
        }
        workers.allReduceSum(sum);
        float[] all = sum.toFloats();
        shifts = most.toFloats();
        double total = 0;
        float[] relative = new float[rows];
        weights = new double[rows];
        for (int row = 0; row < rows; row++) {
            double target = (float) (scale * targets[row]) - (double) shifts[row];
            double whole = all[row] + Math.exp(target);
            total += Math.log(whole) - target;
            weights[row] = factor / whole;
            relative[row] = (float) weights[row];
        }
        shift = most.view(rows, 1).retain();
        weight = Tensor.of(relative, rows, 1).retain();
        return total / rows;
    }

    @Override
    public void toGradient(int lane, Tensor logits) {
        logits.mul_(scale).sub_(shift).exp_().mul_(weight);
    }

    @Override
    public double targetGradient(int row, double logit) {
        return weights[row] * Math.exp((float) (scale * logit) - (double) shifts[row]) - factor;
    }

    @Override
    public void close() {
        largest.forEach(Tensor::close);
        sums.forEach(Tensor::close);
        if (shift != null) {
            shift.close();
            weight.close();
        }
    }
}
