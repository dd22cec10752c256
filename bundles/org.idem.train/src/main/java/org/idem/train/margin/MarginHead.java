package org.idem.train.margin;

import java.util.Map;
import org.idem.train.collective.Collective;
import org.idem.train.tensor.Tensor;

/**
 * What a head does with the cosines before the loss: a few scalars per row, a rule for the target's cosine and a rule for
 * the others. It holds no state; running statistics are handed in and out, so that every worker keeps the same.
 */
public sealed interface MarginHead
        permits CombinedMargin, AdaFace, CurricularFace, MagFace, ElasticFace, UniFace, LVFace {
    /** s, by which all logits are multiplied before the loss. */
    double scale();

    /** Running statistics by name before the first step; empty where there are none. */
    default Map<String, Double> initialStatistics() {
        return Map.of();
    }

    /** Whether {@link #forBatch} wants the cosines of all targets, which may lie on other workers. */
    default boolean needsTargetCosines() {
        return false;
    }

    /** Whether a later stage than the first compares with class expectations too, which are then to be kept. */
    default boolean needsExpectations() {
        return false;
    }

    /** Running statistics when a step begins, given those after the step before; a stage may begin with it. */
    default Map<String, Double> beginStep(Map<String, Double> statistics, long step) {
        return statistics;
    }

    /** Stage that the statistics tell. */
    default LvFaceStage stage(Map<String, Double> statistics) {
        return LvFaceStage.ALIGNMENT;
    }

    /** The loss of one pass, given the statistics before it. */
    default DistributedLoss loss(
            Collective collective, Map<String, Double> statistics, DistributedLoss.LossShape shape) {
        return new CrossEntropy(collective, scale(), shape);
    }

    /**
     * The rules for one global batch, the same on every worker.
     *
     * @param statistics before the batch, with the names of {@link #initialStatistics}
     * @param norms of the embeddings, one a row
     * @param targets cosines of the targets, one a row; empty unless {@link #needsTargetCosines}
     */
    BatchMargin forBatch(Map<String, Double> statistics, float[] norms, float[] targets);

    /** The rules for the rows of one batch. Logits are meant before the scale. */
    interface BatchMargin {
        /** The target's logit. */
        double target(int row, double cosine);

        /** Derivative of {@link #target} with respect to the cosine; finite. */
        double derivative(int row, double cosine);

        /**
         * Turns the cosines of the other classes into their logits, in place; what happens to targets does not matter.
         *
         * @param cosines [rows, classes]
         * @return derivative of each with respect to its cosine, or null where all are 1
         */
        default Tensor negatives(Tensor cosines) {
            return null;
        }

        /** What goes through the norms, or null for a head that takes them as given. */
        default NormTerm normTerm() {
            return null;
        }

        /** Running statistics after the batch. */
        default Map<String, Double> statistics() {
            return Map.of();
        }
    }

    /** How targets, and a loss of their own, depend on the norms of the embeddings. */
    interface NormTerm {
        /** Derivative of {@link BatchMargin#target} with respect to the norm. */
        double targetDerivative(int row, double cosine);

        /** Loss of the norm alone, weight included. */
        double loss(int row);

        /** Derivative of {@link #loss}. */
        double lossDerivative(int row);
    }
}
