package org.idem.train.margin;

import java.util.ArrayList;
import java.util.List;
import org.idem.train.collective.Collective;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * For each row the sum over its negatives, the classes that are not its target, of e^(s · (logit − target's logit)). Each
 * thread keeps the largest logit of every row and the sum of exponentials relative to it while tiles pass by (online
 * softmax; Milakov and Gimelshein, arXiv 1805.02867); maximum and sum then go over all threads and workers, so nothing
 * overflows and no term is left out.
 */
public final class NegativeLogSumExp implements AutoCloseable {
    private final Collective workers;
    private final double scale;
    private final int rows;
    private final List<Tensor> largest = new ArrayList<>();
    private final List<Tensor> sums = new ArrayList<>();
    private float[] targets;
    private float[] shifts;
    private double[] logs;
    private double[] slopes;
    private Tensor shift;
    private Tensor weight;

    /** With logits times the scale. */
    public NegativeLogSumExp(Collective workers, double scale, DistributedLoss.Extent extent) {
        this.workers = workers;
        this.scale = scale;
        this.rows = extent.rows();
        for (int lane = 0; lane < extent.lanes(); lane++) {
            largest.add(TensorScope.compute(() ->
                    Tensor.empty(rows).fill_(scale * DistributedLoss.ABSENT).retain()));
            sums.add(TensorScope.compute(() -> Tensor.zeros(rows).retain()));
        }
    }

    /** Takes note of a tile of logits, [rows, classes], which is used up. */
    public void look(int lane, Tensor logits) {
        logits.mul_(scale);
        Tensor before = largest.get(lane);
        Tensor now = logits.rowMax().max_(before);
        logits.sub_(now.view(rows, 1)).exp_();
        sums.get(lane).mul_(before.sub_(now).exp_()).add_(logits.rowSum().view(rows));
        before.copy_(now);
    }

    /** After all tiles: agrees with the other workers on the sums, given the targets' logits of all rows. */
    public void settle(float[] targetLogits) {
        targets = targetLogits.clone();
        Tensor most = Tensor.empty(rows).fill_(scale * DistributedLoss.ABSENT);
        largest.forEach(most::max_);
        workers.allReduceMax(most);
        Tensor sum = Tensor.zeros(rows);
        for (int lane = 0; lane < sums.size(); lane++) {
            sum.addProduct_(sums.get(lane), largest.get(lane).sub_(most).exp_(), 1);
        }
        workers.allReduceSum(sum);
        float[] relative = sum.toFloats();
        shifts = most.toFloats();
        shift = most.view(rows, 1).retain();
        logs = new double[rows];
        for (int row = 0; row < rows; row++) {
            logs[row] = Math.log(relative[row]) + shifts[row] - scale * targets[row];
        }
    }

    /** Logarithm of a row's sum; −∞ where nothing competes. */
    double log(int row) {
        return logs[row];
    }

    /**
     * Says what the sums are to the loss.
     *
     * @param factor of the loss's gradient with respect to scaled logits
     * @param whole logarithm of each row's number that the loss is the logarithm of, which holds this sum
     */
    void weigh(double factor, double[] whole) {
        float[] weights = new float[rows];
        slopes = new double[rows];
        for (int row = 0; row < rows; row++) {
            weights[row] = (float) (factor * Math.exp(shifts[row] - scale * targets[row] - whole[row]));
            slopes[row] = -factor * Math.exp(logs[row] - whole[row]);
        }
        weight = Tensor.of(weights, rows, 1).retain();
    }

    /** Turns a tile's logits into the gradient of the loss with respect to them, in place. */
    public void toGradient(Tensor logits) {
        logits.mul_(scale).sub_(shift).exp_().mul_(weight);
    }

    /** Gradient with respect to a row's target's logit. */
    public double targetGradient(int row) {
        return slopes[row];
    }

    @Override
    public void close() {
        largest.forEach(Tensor::close);
        sums.forEach(Tensor::close);
        if (shift != null) {
            shift.close();
        }
        if (weight != null) {
            weight.close();
        }
    }
}
