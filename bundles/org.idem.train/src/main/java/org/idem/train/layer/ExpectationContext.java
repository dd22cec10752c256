package org.idem.train.layer;

import org.idem.train.centers.CenterField;
import org.idem.train.centers.ClassCenters;
import org.idem.train.centers.ClassSample;
import org.idem.train.collective.Collective;
import org.idem.train.margin.CrossEntropy.MoreNegatives;
import org.idem.train.margin.MarginHead.Rows;
import org.idem.train.margin.NegativeLogSumExp;
import org.idem.train.tensor.Tensor;

/**
 * The rows of one pass against the class expectations: their part of the loss, and the gradient that comes from it to the
 * embeddings. None goes to the expectations.
 */
public final class ExpectationContext implements MoreNegatives, AutoCloseable {
    private final Collective workers;
    private final ClassCenters store;
    private final Tensor unit;
    private final LocalTargets targets;
    private final Rows rules;
    private final NegativeLogits negatives;
    private final NegativeLogSumExp sum;
    /** Gradient of each held target's cosine. */
    private final float[] toCosine;

    /**
     * For one pass.
     *
     * @param unit normalised embeddings of all workers, [rows, dim], which live as long as this
     * @param targets with their cosines to the expectations
     */
    ExpectationContext(
            Collective workers,
            ClassCenters store,
            Tensor unit,
            LocalTargets targets,
            Rows rules,
            NegativeLogSumExp sum) {
        this.workers = workers;
        this.store = store;
        this.unit = unit;
        this.targets = targets;
        this.rules = rules;
        this.negatives = new NegativeLogits(rules, targets);
        this.sum = sum;
        this.toCosine = new float[targets.count()];
    }

    private CenterTile tile(ClassSample part) {
        return CenterTile.of(store.look(CenterField.EXPECTATION, part));
    }

    /** Shows the loss the expectations of a tile, which begins at a place of the sample. */
    void look(int lane, ClassSample part, int start) {
        sum.look(lane, negatives.of(tile(part).cosines(unit), start));
    }

    @Override
    public NegativeLogSumExp settle() {
        sum.settle(targets.everywhere(workers, targets.logits(rules)));
        return sum;
    }

    @Override
    public void weighTargets() {
        for (int i = 0; i < toCosine.length; i++) {
            int row = targets.row(i);
            toCosine[i] = (float) (sum.targetGradient(row) * rules.slope(row, targets.cosine(i)));
        }
    }

    /** Adds a tile's part to the gradient of the normalised embeddings, [rows, dim]. */
    void addGradient(ClassSample part, int start, Tensor toUnit) {
        CenterTile tile = tile(part);
        Tensor toCosines = negatives.gradient(tile.cosines(unit), start, sum::toGradient, toCosine);
        toUnit.add_(tile.toUnit(tile.perRow(toCosines)));
    }

    @Override
    public void close() {
        sum.close();
    }
}
