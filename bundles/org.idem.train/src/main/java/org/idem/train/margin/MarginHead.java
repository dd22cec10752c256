package org.idem.train.margin;

import java.util.List;
import java.util.Map;
import org.idem.train.collective.Collective;
import org.idem.train.tensor.DoubleVector;
import org.idem.train.tensor.Tensor;

/**
 * What becomes of the cosines before the loss: a rule for the cosine of the target and one for those of the other
 * classes, which may depend on running statistics. A head is immutable; statistics are passed in and out, so that every
 * rank has the same. Methods are called on each rank's thread.
 *
 * <p>A head is a class of this package, found by {@link MarginHeads}; its wishes, such as a loss of its own, learned
 * scalars, or stages, are methods of this interface, so that nobody else knows a head by name.
 */
public interface MarginHead {
    /** The scale s, larger than 0, by which logits are multiplied in the loss. */
    double scale();

    /** Running statistics and learned scalars by name before the first step; empty where there are none. */
    default Map<String, Double> initialStatistics() {
        return Map.of();
    }

    /** The stages that the head passes through, in this order and at least one. */
    default List<MarginStage> stages() {
        return List.of(MarginStage.SINGLE);
    }

    /** The stage, one of {@link #stages()}, that the statistics tell. */
    default MarginStage stage(Map<String, Double> statistics) {
        return stages().get(0);
    }

    /**
     * Statistics with which a step begins.
     *
     * @param statistics after the step before, or the initial ones
     * @param step number of the step, from 0
     */
    default Map<String, Double> beginStep(Map<String, Double> statistics, long step) {
        return statistics;
    }

    /**
     * The loss of one micro batch; closed by the caller.
     *
     * @param collective all ranks between which classes are divided
     * @param statistics with which the step began
     * @param shape rows, threads and weight of the micro batch
     * @param extra negatives besides class centers, null where the stage has none; closed by their owner
     */
    default DistributedLoss loss(
            Collective collective,
            Map<String, Double> statistics,
            DistributedLoss.LossShape shape,
            ExtraNegatives extra) {
        return new CrossEntropy(collective, scale(), shape, extra);
    }

    /**
     * The rules for one global micro batch, equal on every rank. Nothing of them waits for the device.
     *
     * @param statistics before it, with the names of {@link #initialStatistics}
     * @param norms Euclidean norms of the embeddings, one for each row
     * @param cosines between embeddings and the centers of their classes, one for each row
     */
    BatchMargin forBatch(BatchStatistics statistics, DoubleVector norms, DoubleVector cosines);

    /**
     * The rules for the rows of one micro batch. Logits are meant before the scale. Vectors have a number for each row, or one
     * for all.
     */
    interface BatchMargin extends AutoCloseable {
        /** The logits of the targets whose cosines are given. */
        DoubleVector targets(DoubleVector cosines);

        /** Derivatives of {@link #targets} with respect to the cosines; finite for cosines in [-1, 1] and a little beyond. */
        DoubleVector derivatives(DoubleVector cosines);

        /**
         * Turns cosines with classes that are not the target into logits, in place. What becomes of the targets' entries
         * does not matter. Called on any thread.
         *
         * @param cosines fp32 [rows, classes]
         * @return derivative of each logit with respect to its cosine, [rows, classes], or null where all are 1
         */
        default Tensor negatives(Tensor cosines) {
            return null;
        }

        /** How the margin depends on the norms of the embeddings, or null where no gradient goes through them. */
        default NormTerm normTerm() {
            return null;
        }

        /** Statistics after the micro batch, each a vector of one number, without learned scalars that did not change. */
        default Map<String, DoubleVector> statistics() {
            return Map.of();
        }

        /** Frees what {@link #negatives} needs, which outlives the scope that the rules were made in. */
        @Override
        default void close() {}
    }

    /** How targets, and a loss of their own, depend on the norms of the embeddings. */
    interface NormTerm {
        /** Derivatives of {@link BatchMargin#targets} with respect to the norms of the rows. */
        DoubleVector targetDerivatives(DoubleVector cosines);

        /** Losses of the norms alone, weight included; added to those of the rows. */
        DoubleVector losses();

        /** Derivatives of {@link #losses} with respect to the norms. */
        DoubleVector lossDerivatives();
    }
}
