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
    private final Collective collective;
    private final double scale;
    private final int rows;
    private final List<Tensor> maxima = new ArrayList<>();
    private final List<Tensor> sums = new ArrayList<>();
    private float[] targets;
    private float[] shifts;
    private double[] logs;
    private double[] targetGradients;
    private Tensor shift;
    private Tensor weight;

    /** With logits times the scale. */
    public NegativeLogSumExp(Collective collective, double scale, DistributedLoss.LossShape shape) {
        this.collective = collective;
        this.scale = scale;
        this.rows = shape.rows();
        for (int thread = 0; thread < shape.threads(); thread++) {
            maxima.add(TensorScope.compute(() ->
                    Tensor.empty(rows).fill_(scale * DistributedLoss.MASKED).retain()));
            sums.add(TensorScope.compute(() -> Tensor.zeros(rows).retain()));
        }
    }

    /** Takes note of a tile of logits, [rows, classes], which is used up. */
    public void accumulate(int thread, Tensor logits) {
        logits.mul_(scale);
        Tensor previous = maxima.get(thread);
        Tensor largest = logits.rowMax().max_(previous);
        logits.sub_(largest.view(rows, 1)).exp_();
        sums.get(thread)
                .mul_(previous.sub_(largest).exp_())
                .add_(logits.rowSum().view(rows));
        previous.copy_(largest);
    }

    /** After all tiles: agrees with the other workers on the sums, given the targets' logits of all rows. */
    public void reduce(float[] targetLogits) {
        targets = targetLogits.clone();
        Tensor largest = Tensor.empty(rows).fill_(scale * DistributedLoss.MASKED);
        maxima.forEach(largest::max_);
        collective.allReduceMax(largest);
        Tensor sum = Tensor.zeros(rows);
        for (int thread = 0; thread < sums.size(); thread++) {
            sum.addcmul_(sums.get(thread), maxima.get(thread).sub_(largest).exp_(), 1);
        }
        collective.allReduceSum(sum);
        float[] relative = sum.toFloats();
        shifts = largest.toFloats();
        shift = largest.view(rows, 1).retain();
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
     * @param logDenominators logarithm of each row's number that the loss is the logarithm of, which holds this sum
     */
    void prepareBackward(double factor, double[] logDenominators) {
        float[] weights = new float[rows];
        targetGradients = new double[rows];
        for (int row = 0; row < rows; row++) {
            weights[row] = (float) (factor * Math.exp(shifts[row] - scale * targets[row] - logDenominators[row]));
            targetGradients[row] = -factor * Math.exp(logs[row] - logDenominators[row]);
        }
        weight = Tensor.of(weights, rows, 1).retain();
    }

    /** Turns a tile's logits into the gradient of the loss with respect to them, in place. */
    public void backward_(Tensor logits) {
        logits.mul_(scale).sub_(shift).exp_().mul_(weight);
    }

    /** Gradient with respect to a row's target's logit. */
    public double targetGradient(int row) {
        return targetGradients[row];
    }

    @Override
    public void close() {
        maxima.forEach(Tensor::close);
        sums.forEach(Tensor::close);
        if (shift != null) {
            shift.close();
        }
        if (weight != null) {
            weight.close();
        }
    }
}
