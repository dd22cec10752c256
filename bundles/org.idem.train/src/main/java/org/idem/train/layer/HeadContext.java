package org.idem.train.layer;

import java.util.Map;
import org.idem.train.centers.ClassSample;
import org.idem.train.collective.Collective;
import org.idem.train.margin.DistributedLoss;
import org.idem.train.margin.MarginHead;
import org.idem.train.margin.MarginHead.BatchMargin;
import org.idem.train.tensor.Tensor;

/**
 * The rows of one pass and what the head makes of them: turns the cosines of a tile of classes into logits, and the
 * loss's gradient back into that of the cosines. A tile is [rows, classes] and begins at a place of the sample.
 */
final class HeadContext implements AutoCloseable {
    private final Collective collective;
    private final Tensor unit;
    private final LocalTargets targets;
    private final BatchMargin margin;
    private final NegativeLogits negatives;
    private final DistributedLoss distributedLoss;
    /** Null where the loss knows of centers alone. */
    private final ExpectationContext expectations;

    private double loss;
    /** Of each held target, with respect to its logit and to its cosine. */
    private float[] logitGradients;

    private float[] cosineGradients;
    private float[] normGradient;

    /**
     * For one pass.
     *
     * @param unit normalised embeddings of all workers, [rows, dim]
     * @param expectations of which the loss knows; null where it knows of centers alone
     */
    HeadContext(
            Collective collective,
            Tensor unit,
            LocalTargets targets,
            BatchMargin margin,
            DistributedLoss distributedLoss,
            ExpectationContext expectations) {
        this.collective = collective;
        this.unit = unit;
        this.targets = targets;
        this.margin = margin;
        this.negatives = new NegativeLogits(margin, targets);
        this.distributedLoss = distributedLoss;
        this.expectations = expectations;
    }

    /** Normalised embeddings, [rows, dim]. */
    Tensor unit() {
        return unit;
    }

    /** Mean loss, known after {@link #finishForward}. */
    double loss() {
        return loss;
    }

    /** Gradient with respect to the norms of all rows, or null; known after {@link #finishForward}. */
    float[] normGradient() {
        return normGradient;
    }

    /** The head's running statistics after the pass. */
    Map<String, Double> statistics() {
        return margin.statistics();
    }

    /** Gradients of the head's learned numbers, after all tiles. */
    Map<String, Double> scalarGradients() {
        return distributedLoss.scalarGradients();
    }

    /** Shows the loss a tile, of which the cosines are left as they are. */
    void forward(int thread, Tensor cosines, int start) {
        distributedLoss.accumulate(thread, negatives.forward(cosines, start));
    }

    /** Shows the loss the class expectations of a tile, where it knows of them. */
    void forwardExpectations(int thread, ClassSample sample, int start) {
        if (expectations != null) {
            expectations.forward(thread, sample, start);
        }
    }

    /**
     * Ends the look at all tiles.
     *
     * @param weight weight of the pass in the step
     */
    void finishForward(double weight) {
        float[] logits = targets.logits(margin);
        loss = distributedLoss.reduce(targets.allReduceRows(collective, logits));
        logitGradients = new float[logits.length];
        cosineGradients = new float[logits.length];
        for (int i = 0; i < logits.length; i++) {
            logitGradients[i] = (float) distributedLoss.targetGradient(targets.row(i), logits[i]);
            cosineGradients[i] = (float) (logitGradients[i] * margin.derivative(targets.row(i), targets.cosine(i)));
        }
        if (margin.normTerm() != null) {
            addNormTerm(margin.normTerm(), weight);
        }
    }

    /** The loss of the norms is the same on every worker and counted once; the rest comes from the target's holder. */
    private void addNormTerm(MarginHead.NormTerm term, double weight) {
        float[] fromMargin = new float[logitGradients.length];
        for (int i = 0; i < fromMargin.length; i++) {
            fromMargin[i] = (float) (logitGradients[i] * term.targetDerivative(targets.row(i), targets.cosine(i)));
        }
        normGradient = targets.allReduceRows(collective, fromMargin);
        int n = normGradient.length;
        for (int row = 0; row < n; row++) {
            normGradient[row] += (float) (weight * term.lossDerivative(row) / n);
            loss += term.loss(row) / n;
        }
    }

    /** Gradient with respect to a tile's cosines, which are left as they are; a new tensor. */
    Tensor backward(int thread, Tensor cosines, int start) {
        return negatives.backward(cosines, start, logits -> distributedLoss.backward_(thread, logits), cosineGradients);
    }

    /** Adds what comes from a tile's class expectations to the gradient of the normalised embeddings, [rows, dim]. */
    void addExpectationGradient(ClassSample sample, int start, Tensor unitGradient) {
        if (expectations != null) {
            expectations.addGradient(sample, start, unitGradient);
        }
    }

    @Override
    public void close() {
        unit.close();
        distributedLoss.close();
        if (expectations != null) {
            expectations.close();
        }
    }
}
