package org.idem.train.margin;

import java.util.Map;
import org.idem.train.tensor.DoubleVector;
import org.idem.train.tensor.Tensor;

/**
 * The loss of one micro batch over the classes of all ranks, computed tile by tile. Logits are meant before the scale;
 * those of the targets are kept apart, and in the tiles {@link #MASKED} stands in their places. A loss is used once:
 * {@link #accumulate} for every tile, {@link #reduce}, {@link #backward_} for tiles as often as wanted.
 */
public sealed interface DistributedLoss extends AutoCloseable permits CrossEntropy, SigmoidLoss {
    /** Logit of a masked entry: its exponential is 0, and it stays finite after any scale. */
    double MASKED = -1e30;

    /**
     * Size of a micro batch.
     *
     * @param rows number of rows of all ranks
     * @param threads number of threads on which tiles are computed, at least 1
     * @param weight share of the micro batch in the step, in (0, 1]
     */
    record LossShape(int rows, int threads, double weight) {}

    /**
     * Adds a tile to the loss, and turns its logits into the gradient with respect to them, in place, but for a factor of each
     * row that is known only after all tiles: {@link #rowFactors}. So what is linear in the gradient, as that of the embeddings
     * is, can be summed up while tiles are visited for the first time. Threads may call at the same time, each with a number
     * of its own.
     *
     * @param thread number of the calling thread, from 0
     * @param logits fp32 [rows, classes of the tile]
     * @return by what the gradients of the thread's tiles before are to be multiplied, so that all have the same factor, [rows,
     *     1]; null for 1
     */
    Tensor accumulate(int thread, Tensor logits);

    /**
     * Reduces over all tiles and ranks; collective, called once on each rank's thread after all tiles. The host does not wait.
     *
     * @param targets logits of the targets, one for each row, equal on every rank
     * @return mean loss over the rows, one number, equal on every rank
     */
    DoubleVector reduce(DoubleVector targets);

    /** What the gradients of {@link #accumulate} lack on a thread, [rows, 1], null for 1; after {@link #reduce}. */
    Tensor rowFactors(int thread);

    /**
     * Turns a tile's logits into the gradient of weight · loss with respect to them, in place; after {@link #reduce},
     * on any of the threads.
     *
     * @param thread number of the calling thread, from 0
     * @param logits fp32 [rows, classes of the tile]
     */
    void backward_(int thread, Tensor logits);

    /**
     * Gradient of weight · loss with respect to the logits of the targets; after {@link #reduce}.
     *
     * @param logits of the targets, one for each row
     */
    DoubleVector targetGradients(DoubleVector logits);

    /**
     * The rows whose class, margin included, is less likely than all others together; after {@link #reduce}.
     *
     * @param logits of the targets, one for each row
     */
    DoubleVector.Mask violated(DoubleVector logits);

    /**
     * Gradients of weight · loss with respect to the head's learned scalars, by name, each one number, equal on every rank;
     * collective, after {@link #reduce}. Empty where there are none.
     */
    default Map<String, DoubleVector> scalarGradients() {
        return Map.of();
    }

    @Override
    void close();
}
