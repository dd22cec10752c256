package org.idem.train.head;

import org.idem.train.tensor.Tensor;

/**
 * The class centers of one shard with their momentum, [count, dim] each. Rows are handed out for a sample and put back;
 * for a whole sample a store may hand out itself.
 */
public interface ClassCenters extends AutoCloseable {
    /** Number of classes. */
    int count();

    /** Length of a center. */
    int dim();

    /** The sampled centers, [sample, dim]. */
    Tensor centers(ClassSample sample);

    /** The sampled rows of the momentum, [sample, dim]. */
    Tensor momentum(ClassSample sample);

    /** Puts rows of centers and momentum back. */
    void put(ClassSample sample, Tensor centers, Tensor momentum);

    /**
     * The sampled rows of the average of squared gradients, [sample, dim].
     *
     * @throws IllegalStateException if the store was made without them
     */
    Tensor square(ClassSample sample);

    /** Puts rows of the average of squared gradients back. */
    void putSquare(ClassSample sample, Tensor square);

    @Override
    void close();
}
