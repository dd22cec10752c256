package org.idem.input.sampler;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * How Paddle's distributed sampler divides an order of images over the ranks: rank k takes the k-th run of
 * {@code batchSize} in each group of {@code batchSize * world}; what is left is shared out evenly, so that all ranks have
 * as many.
 *
 * @param size number of images, at least 1
 * @param world number of ranks, at least 1
 * @param batchSize images of a rank's batch, at least 1
 * @param dropLast whether a last batch that is not full is left out; otherwise it is smaller, on all ranks alike
 */
public record RankPartition(int size, int world, int batchSize, boolean dropLast) {

    /** Checks the numbers. */
    public RankPartition {
        if (size < 1 || world < 1 || batchSize < 1) {
            throw new IllegalArgumentException(size + " images, " + world + " ranks, batches of " + batchSize);
        }
    }

    /** Images of one rank in an epoch; those of all ranks are up to {@code world − 1} more than the set has. */
    int perRank() {
        return (int) (((long) size + world - 1) / world);
    }

    /** Length of the order that is divided. */
    int total() {
        return Math.multiplyExact(perRank(), world);
    }

    /** Number of batches of each rank in an epoch. */
    public int batches() {
        int whole = perRank() / batchSize;
        return dropLast || perRank() % batchSize == 0 ? whole : whole + 1;
    }

    /** Number of images of each rank's batch with this number, counted from 0. */
    public int length(int batch) {
        return Math.min(batchSize, perRank() - batch * batchSize);
    }

    /** Position in the order where a rank's batch begins. */
    int start(int batch, int rank) {
        return batch * batchSize * world + rank * length(batch);
    }

    /**
     * Returns the batches of a rank.
     *
     * @param order gives the image number at a position of the order, from 0 to {@code total() − 1}; called on any thread
     */
    BatchIndices indices(int rank, IntUnaryOperator order) {
        return new BatchIndices() {
            @Override
            public int count() {
                return batches();
            }

            @Override
            public int[] get(int batch) {
                int from = start(batch, rank);
                return IntStream.range(from, from + length(batch)).map(order).toArray();
            }
        };
    }
}
