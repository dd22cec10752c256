package org.idem.train.layer;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.idem.train.centers.ClassSample;
import org.idem.train.margin.DistributedLoss;
import org.idem.train.margin.MarginHead;
import org.idem.train.margin.MarginHead.BatchMargin;
import org.idem.train.tensor.DoubleVector;
import org.idem.train.tensor.Tensor;

/**
 * The rows of one micro batch with what the margin head makes of them: turns the cosines of a tile of classes into
 * logits, and the gradient of the loss back into that of the cosines. A tile is [rows, classes] and begins at a
 * position of the sample. {@link #forward} of all tiles, {@link #finishForward}, {@link #backward} of all tiles.
 */
final class HeadContext implements AutoCloseable {
    private final Tensor unit;
    private final LocalTargets targets;
    private final BatchMargin margin;
    private final NegativeLogits negatives;
    private final DistributedLoss distributedLoss;
    /** Null where class centers are the only negatives. */
    private final ExpectationContext expectations;

    private DoubleVector loss;
    /** Logits of the targets; known after {@link #finishForward}, within its scope. */
    private DoubleVector logits;
    /** Gradient with respect to the cosine of each target of the shard, [targets]. */
    private Tensor cosineGradients;

    private Tensor normGradient;

    /**
     * For one micro batch.
     *
     * @param unit L2-normalized embeddings of all ranks, fp32 [rows, dim], freed by {@link #close()}
     * @param expectations whose negatives the loss has; null where class centers are the only ones
     */
    HeadContext(
            Tensor unit,
            LocalTargets targets,
            BatchMargin margin,
            DistributedLoss distributedLoss,
            ExpectationContext expectations) {
        this.unit = unit;
        this.targets = targets;
        this.margin = margin;
        this.negatives = new NegativeLogits(margin, targets);
        this.distributedLoss = distributedLoss;
        this.expectations = expectations;
    }

    /** L2-normalized embeddings of all ranks, fp32 [rows, dim]. */
    Tensor unit() {
        return unit;
    }

    /** Mean loss over the rows, equal on every rank; known after {@link #finishForward}, within its scope. */
    DoubleVector loss() {
        return loss;
    }

    /**
     * Gradient with respect to the norms of all embeddings, fp32 [rows], or null where none goes through them; known after
     * {@link #finishForward}, within its scope.
     */
    Tensor normGradient() {
        return normGradient;
    }

    /** Cosine of each row and the vector of its class, equal on every rank. */
    DoubleVector cosines() {
        return targets.cosines();
    }

    /** Number of rows of all ranks whose margin is violated, equal on every rank; known after {@link #finishForward}, within its scope. */
    DoubleVector violations() {
        return distributedLoss.violated(logits).asNumbers().sum();
    }

    /** The head's statistics after the micro batch. */
    Map<String, DoubleVector> statistics() {
        return margin.statistics();
    }

    /** Gradients of the head's learned scalars, by name; collective, after all tiles. */
    Map<String, DoubleVector> scalarGradients() {
        return distributedLoss.scalarGradients();
    }

    /**
     * Adds a tile to the loss.
     *
     * @param thread number of the calling thread, from 0
     * @param cosines fp32 [rows, classes], not changed
     * @param start position of the tile in the sample
     */
    NegativeLogits.OpenGradient forward(int thread, Tensor cosines, int start) {
        return negatives.forward(cosines, start, logits -> distributedLoss.accumulate(thread, logits));
    }

    /** Whether there are class expectations, whose gradient is computed apart. */
    boolean hasExpectations() {
        return expectations != null;
    }

    /**
     * Adds a tile's class expectations to the loss, where it has them.
     *
     * @param sample the classes of the tile
     * @param start position of the tile in the sample
     */
    void forwardExpectations(int thread, ClassSample sample, int start) {
        if (expectations != null) {
            expectations.forward(thread, sample, start);
        }
    }

    /**
     * Reduces the loss over all tiles and ranks; collective, called once on each rank's thread. The host does not wait.
     *
     * @param weight share of the micro batch in the step
     */
    void finishForward(double weight) {
        logits = targets.logits(margin);
        loss = distributedLoss.reduce(logits);
        DoubleVector logitGradients = distributedLoss.targetGradients(logits).rounded();
        DoubleVector ofRows = logitGradients.times(margin.derivatives(cosines()));
        cosineGradients = targets.held(ofRows).toFloats().retain();
        if (margin.normTerm() != null) {
            addNormTerm(margin.normTerm(), logitGradients, weight);
        }
    }

    private void addNormTerm(MarginHead.NormTerm term, DoubleVector logitGradients, double weight) {
        int n = logitGradients.length();
        Tensor fromLoss = term.lossDerivatives().times(weight).dividedBy(n).toFloats();
        normGradient = logitGradients
                .times(term.targetDerivatives(cosines()))
                .toFloats()
                .add_(fromLoss);
        loss = loss.plus(term.losses().dividedBy(n).sum());
    }

    /**
     * Completes the gradient with respect to the L2-normalized embeddings that was summed up in {@link #forward}: that of the
     * negatives among the tiles of each thread by the factors of its rows, and that of the targets; after {@link
     * #finishForward}.
     *
     * @param sums of each thread, fp32 [rows, dim], overwritten
     * @param sample the classes of all tiles
     * @param centers gives the centers of some classes, fp32 [classes, dim]
     * @return the first of the sums
     */
    Tensor finishUnitGradient(List<Tensor> sums, ClassSample sample, Function<ClassSample, Tensor> centers) {
        for (int thread = 0; thread < sums.size(); thread++) {
            Tensor factors = distributedLoss.rowFactors(thread);
            if (factors != null) {
                sums.get(thread).mul_(factors);
            }
        }
        Tensor gradient = sums.get(0);
        sums.subList(1, sums.size()).forEach(gradient::add_);
        targets.addGradient(gradient, sample, centers, cosineGradients);
        return gradient;
    }

    /**
     * Gradient with respect to a tile's cosines, a new tensor [rows, classes]; after {@link #finishForward}.
     *
     * @param cosines those of {@link #forward}, not changed
     */
    Tensor backward(int thread, Tensor cosines, int start) {
        return negatives.backward(cosines, start, logits -> distributedLoss.backward_(thread, logits), cosineGradients);
    }

    /**
     * Adds the part of a tile's class expectations, where there are any, to the gradient of the L2-normalized
     * embeddings.
     *
     * @param unitGradient fp32 [rows, dim], changed in place
     */
    void addExpectationGradient(ClassSample sample, int start, Tensor unitGradient) {
        if (expectations != null) {
            expectations.addGradient(sample, start, unitGradient);
        }
    }

    @Override
    public void close() {
        unit.close();
        distributedLoss.close();
        negatives.close();
        margin.close();
        if (cosineGradients != null) {
            cosineGradients.close();
        }
        if (expectations != null) {
            expectations.close();
        }
    }
}
