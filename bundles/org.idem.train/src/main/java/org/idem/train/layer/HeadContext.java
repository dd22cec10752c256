package org.idem.train.layer;

import java.util.Map;
import org.idem.train.centers.ClassSample;
import org.idem.train.collective.Collective;
import org.idem.train.margin.DistributedLoss;
import org.idem.train.margin.MarginHead;
import org.idem.train.margin.MarginHead.Rows;
import org.idem.train.tensor.Tensor;

/**
 * The rows of one pass and what the head makes of them: turns the cosines of a tile of classes into logits, and the
 * loss's gradient back into that of the cosines. A tile is [rows, classes] and begins at a place of the sample.
 */
final class HeadContext implements AutoCloseable {
    private final Collective workers;
    private final Tensor unit;
    private final LocalTargets targets;
    private final Rows rules;
    private final NegativeLogits negatives;
    private final DistributedLoss loss;
    /** Null where the loss knows of centers alone. */
    private final ExpectationContext expectations;

    private double value;
    /** Of each held target, with respect to its logit and to its cosine. */
    private float[] toLogit;

    private float[] toCosine;
    private float[] normGradient;

    /**
     * For one pass.
     *
     * @param unit normalised embeddings of all workers, [rows, dim]
     * @param expectations of which the loss knows; null where it knows of centers alone
     */
    HeadContext(
            Collective workers,
            Tensor unit,
            LocalTargets targets,
            Rows rules,
            DistributedLoss loss,
            ExpectationContext expectations) {
        this.workers = workers;
        this.unit = unit;
        this.targets = targets;
        this.rules = rules;
        this.negatives = new NegativeLogits(rules, targets);
        this.loss = loss;
        this.expectations = expectations;
    }

    /** Normalised embeddings, [rows, dim]. */
    Tensor unit() {
        return unit;
    }

    /** Mean loss, known after {@link #settle}. */
    double value() {
        return value;
    }

    /** Gradient with respect to the norms of all rows, or null; known after {@link #settle}. */
    float[] normGradient() {
        return normGradient;
    }

    /** The head's running statistics after the pass. */
    Map<String, Double> statistics() {
        return rules.statistics();
    }

    /** Gradients of the head's learned numbers, after all tiles. */
    Map<String, Double> learned() {
        return loss.learned();
    }

    /** Shows the loss a tile, of which the cosines are left as they are. */
    void look(int lane, Tensor cosines, int start) {
        loss.look(lane, negatives.of(cosines, start));
    }

    /** Shows the loss the class expectations of a tile, where it knows of them. */
    void lookAtExpectations(int lane, ClassSample tile, int start) {
        if (expectations != null) {
            expectations.look(lane, tile, start);
        }
    }

    /**
     * Ends the look at all tiles.
     *
     * @param share weight of the pass in the step
     */
    void settle(double share) {
        float[] logits = targets.logits(rules);
        value = loss.settle(targets.everywhere(workers, logits));
        toLogit = new float[logits.length];
        toCosine = new float[logits.length];
        for (int i = 0; i < logits.length; i++) {
            toLogit[i] = (float) loss.targetGradient(targets.row(i), logits[i]);
            toCosine[i] = (float) (toLogit[i] * rules.slope(targets.row(i), targets.cosine(i)));
        }
        if (rules.norms() != null) {
            throughNorms(rules.norms(), share);
        }
    }

    /** The loss of the norms is the same on every worker and counted once; the rest comes from the target's holder. */
    private void throughNorms(MarginHead.Norms norms, double share) {
        float[] through = new float[toLogit.length];
        for (int i = 0; i < through.length; i++) {
            through[i] = (float) (toLogit[i] * norms.targetSlope(targets.row(i), targets.cosine(i)));
        }
        normGradient = targets.everywhere(workers, through);
        int n = normGradient.length;
        for (int row = 0; row < n; row++) {
            normGradient[row] += (float) (share * norms.lossSlope(row) / n);
            value += norms.loss(row) / n;
        }
    }

    /** Gradient with respect to a tile's cosines, which are left as they are; a new tensor. */
    Tensor backward(int lane, Tensor cosines, int start) {
        return negatives.gradient(cosines, start, logits -> loss.toGradient(lane, logits), toCosine);
    }

    /** Adds what comes from a tile's class expectations to the gradient of the normalised embeddings, [rows, dim]. */
    void addFromExpectations(ClassSample tile, int start, Tensor toUnit) {
        if (expectations != null) {
            expectations.addGradient(tile, start, toUnit);
        }
    }

    @Override
    public void close() {
        unit.close();
        loss.close();
        if (expectations != null) {
            expectations.close();
        }
    }
}
