package org.idem.train.layer;

import org.idem.train.centers.CenterField;
import org.idem.train.centers.ClassCenters;
import org.idem.train.centers.ClassSample;
import org.idem.train.margin.ExtraNegatives;
import org.idem.train.margin.MarginHead.BatchMargin;
import org.idem.train.margin.NegativeLogSumExp;
import org.idem.train.tensor.DoubleVector;
import org.idem.train.tensor.Tensor;

/**
 * The rows of one micro batch against the class expectations: their part of the loss, and its gradient with respect to
 * the embeddings. No gradient goes to the expectations.
 */
final class ExpectationContext implements ExtraNegatives, AutoCloseable {
    private final ClassCenters store;
    private final Tensor unit;
    private final LocalTargets targets;
    private final BatchMargin margin;
    private final NegativeLogits negatives;
    private final NegativeLogSumExp sum;
    /** Gradient with respect to the cosine of each target of the shard, [targets]; null before {@link #backwardTargets}. */
    private Tensor cosineGradients;

    /**
     * For one micro batch.
     *
     * @param unit L2-normalized embeddings of all ranks, fp32 [rows, dim], which live as long as this
     * @param targets with their cosines to the expectations
     * @param sum over the expectations, closed by {@link #close()}
     */
    ExpectationContext(
            ClassCenters store, Tensor unit, LocalTargets targets, BatchMargin margin, NegativeLogSumExp sum) {
        this.store = store;
        this.unit = unit;
        this.targets = targets;
        this.margin = margin;
        this.negatives = new NegativeLogits(margin, targets);
        this.sum = sum;
    }

    private CenterTile tile(ClassSample sample) {
        return CenterTile.of(store.gather(CenterField.EXPECTATION, sample));
    }

    /**
     * Adds the expectations of a tile to the loss.
     *
     * @param thread number of the calling thread, from 0
     * @param start position of the tile in the sample
     */
    void forward(int thread, ClassSample sample, int start) {
        negatives.forward(tile(sample).cosines(unit), start, logits -> sum.accumulate(thread, logits));
    }

    @Override
    public NegativeLogSumExp reduce() {
        sum.reduce(targets.logits(margin));
        return sum;
    }

    @Override
    public void backwardTargets() {
        DoubleVector ofRows = sum.targetGradients().times(margin.derivatives(targets.cosines()));
        cosineGradients = targets.held(ofRows).toFloats().retain();
    }

    /**
     * Adds a tile's part to the gradient of the L2-normalized embeddings.
     *
     * @param start position of the tile in the sample
     * @param unitGradient fp32 [rows, dim], changed in place
     */
    void addGradient(ClassSample sample, int start, Tensor unitGradient) {
        CenterTile tile = tile(sample);
        Tensor cosineGradient = negatives.backward(tile.cosines(unit), start, sum::backward_, cosineGradients);
        unitGradient.add_(tile.unitGradient(tile.dotGradient(cosineGradient)));
    }

    @Override
    public void close() {
        sum.close();
        negatives.close();
        if (cosineGradients != null) {
            cosineGradients.close();
        }
    }
}
