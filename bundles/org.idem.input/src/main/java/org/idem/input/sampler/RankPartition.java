package org.idem.input.sampler;

/**
 * How Paddle's distributed sampler divides an order over the workers: worker k takes the k-th run of {@code batchSize} in
 * each group of {@code batchSize * world}; what is left is shared out evenly, so that all workers have as many.
 *
 * @param size number of images, at least 1
 * @param world number of workers
 * @param batchSize images per worker and step
 * @param dropLast whether a last batch that is not full is left out; otherwise it is smaller, on all workers alike
 */
public record RankPartition(int size, int world, int batchSize, boolean dropLast) {

    /** Checks the numbers. */
    public RankPartition {
        if (size < 1 || world < 1 || batchSize < 1) {
            throw new IllegalArgumentException(size + " images, " + world + " workers, batches of " + batchSize);
        }
    }

    /** Images of one worker in an epoch; together they are up to {@code world − 1} more than the set has. */
    int perWorker() {
        return (int) (((long) size + world - 1) / world);
    }

    /** Length of the order that is divided. */
    int total() {
        return Math.multiplyExact(perWorker(), world);
    }

    /** Number of steps in an epoch. */
    public int batches() {
        int whole = perWorker() / batchSize;
        return dropLast || perWorker() % batchSize == 0 ? whole : whole + 1;
    }

    /** Images of a batch. */
    public int length(int batch) {
        return Math.min(batchSize, perWorker() - batch * batchSize);
    }

    /** Where in the order a worker's batch begins. */
    int start(int batch, int rank) {
        return batch * batchSize * world + rank * length(batch);
    }
}
