package org.idem.train.margin;

import java.util.ArrayList;
import java.util.List;
import org.idem.train.collective.Collective;
import org.idem.train.tensor.DoubleVector;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * For each row of a micro batch the sum over its negatives, the classes that are not its target, of e^(s · (logit −
 * target's logit)). Each thread keeps the largest logit of every row and the sum of exponentials relative to it over
 * its tiles (online softmax; Milakov and Gimelshein, arXiv 1805.02867); maximum and sum are then reduced over all
 * threads and ranks, so that nothing overflows and no term is left out.
 */
public final class NegativeLogSumExp implements AutoCloseable {
    private final Collective collective;
    private final double scale;
    private final int rows;
    /** The largest logit of each row so far, by thread; from {@link #reduce} on e^(that − the largest of all). */
    private final List<Tensor> maxima = new ArrayList<>();

    private final List<Tensor> sums = new ArrayList<>();
    private DoubleVector targets;
    private DoubleVector shifts;
    private DoubleVector logs;
    private DoubleVector targetGradients;
    private Tensor shift;
    private Tensor weight;

    /** Over tiles of the given number of rows and threads; logits are multiplied by {@code scale}. */
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

    /**
     * Adds a tile; as {@link DistributedLoss#accumulate}: logits become exponentials relative to the largest so far.
     *
     * @param thread number of the calling thread, from 0
     * @param logits fp32 [rows, classes of the tile]
     */
    public Tensor accumulate(int thread, Tensor logits) {
        logits.mul_(scale);
        Tensor previous = maxima.get(thread);
        Tensor largest = logits.rowMax().max_(previous);
        logits.sub_(largest.view(rows, 1)).exp_();
        Tensor rescale = previous.duplicate().sub_(largest).exp_();
        sums.get(thread).mul_(rescale).add_(logits.rowSum().view(rows));
        previous.copy_(largest);
        return rescale.view(rows, 1);
    }

    /**
     * Reduces the sums over all threads and ranks; collective, called once on each rank's thread after all tiles. What becomes
     * of them is known within the scope that this is called in.
     *
     * @param targetLogits logits of the targets of all rows, one for each row, before the scale
     */
    public void reduce(DoubleVector targetLogits) {
        targets = targetLogits.times(scale);
        Tensor largest = Tensor.empty(rows).fill_(scale * DistributedLoss.MASKED);
        maxima.forEach(largest::max_);
        collective.allReduceMax(largest);
        Tensor sum = Tensor.zeros(rows);
        for (int thread = 0; thread < sums.size(); thread++) {
            sum.addcmul_(sums.get(thread), maxima.get(thread).sub_(largest).exp_(), 1);
        }
        collective.allReduceSum(sum);
        shift = largest.view(rows, 1).retain();
        shifts = DoubleVector.of(largest);
        logs = DoubleVector.of(sum).log().plus(shifts).minus(targets);
    }

    /** Logarithm of each row's sum; −∞ where there are no negatives. Known after {@link #reduce}. */
    DoubleVector logs() {
        return logs;
    }

    /**
     * Prepares {@link #backward_} for a loss that is the mean of log(denominator) over the rows, each denominator
     * holding the row's sum.
     *
     * @param factor weight · scale / rows: derivative of weight · loss with respect to a row's log(denominator), times
     *     the scale
     * @param logDenominators log(denominator) of each row
     */
    void prepareBackward(double factor, DoubleVector logDenominators) {
        weight = shifts.minus(targets)
                .minus(logDenominators)
                .exp()
                .times(factor)
                .toFloats()
                .view(rows, 1)
                .retain();
        targetGradients = logs.minus(logDenominators).exp().times(-factor);
    }

    /** As {@link DistributedLoss#rowFactors}; after {@link #prepareBackward}. */
    public Tensor rowFactors(int thread) {
        return maxima.get(thread).view(rows, 1).mul(weight);
    }

    /**
     * Turns a tile's logits into the gradient of the loss with respect to them, in place; after {@link
     * #prepareBackward}, on any thread.
     *
     * @param logits fp32 [rows, classes of the tile], before the scale
     */
    public void backward_(Tensor logits) {
        logits.mul_(scale).sub_(shift).exp_().mul_(weight);
    }

    /** Gradient of the loss with respect to the logits of the targets; after {@link #prepareBackward}, within its scope. */
    public DoubleVector targetGradients() {
        return targetGradients;
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
