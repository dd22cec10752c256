package org.idem.train.margin;

import java.util.Map;
import org.idem.train.tensor.Tensor;

/**
 * The loss of one pass over the classes of all workers, seen tile by tile. Logits are meant before the scale, and those
 * of the targets stand apart: in the tiles {@link #MASKED} is in their places.
 */
public sealed interface DistributedLoss extends AutoCloseable permits CrossEntropy, SigmoidLoss {
    /** A logit so low that it counts nothing, and still finite after any scale. */
    double MASKED = -1e30;

    /**
     * How much there is to see.
     *
     * @param rows of the global batch
     * @param threads threads that see tiles
     * @param weight weight of the pass in the step
     */
    record LossShape(int rows, int threads, double weight) {}

    /**
     * Takes note of a tile.
     *
     * @param thread the calling thread's number
     * @param logits [rows, classes], used up
     */
    void accumulate(int thread, Tensor logits);

    /**
     * After all tiles: agrees with the other workers.
     *
     * @param targets logits of the targets, of all rows
     * @return mean over the rows
     */
    double reduce(float[] targets);

    /** Turns a tile's logits into the gradient of the loss with respect to them, in place, after {@link #reduce}. */
    void backward_(int thread, Tensor logits);

    /** Gradient with respect to a target's logit. */
    double targetGradient(int row, double logit);

    /** Gradients with respect to the head's learned numbers, by name, the same on every worker, after all tiles. */
    default Map<String, Double> scalarGradients() {
        return Map.of();
    }

    @Override
    void close();
}
