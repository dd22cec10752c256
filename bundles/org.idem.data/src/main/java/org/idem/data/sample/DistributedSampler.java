package org.idem.data.sample;

import java.util.Arrays;

/**
 * Which images each worker sees in which order, equal to PLSC's {@code DistributedBatchSampler}: the indices are padded
 * with the first ones to a multiple of the number of workers, then shuffled with the epoch as the only seed; worker k takes
 * the k-th run of {@code batchSize} in each group of {@code batchSize * world}, and the rest is shared out evenly.
 * Thread-safe.
 */
public final class DistributedSampler {
    private final int size;
    private final int world;
    private final int batchSize;
    private final boolean shuffle;
    private final boolean dropLast;
    private final int perWorker;

    /**
     * Fixes everything but the epoch.
     *
     * @param size number of images, at least 1
     * @param world number of workers
     * @param batchSize images per worker and step
     * @param dropLast whether a last batch that is not full is left out; otherwise it is smaller, on all workers alike
     */
    public DistributedSampler(int size, int world, int batchSize, boolean shuffle, boolean dropLast) {
        if (size < 1 || world < 1 || batchSize < 1) {
            throw new IllegalArgumentException(size + " images, " + world + " workers, batches of " + batchSize);
        }
        this.size = size;
        this.world = world;
        this.batchSize = batchSize;
        this.shuffle = shuffle;
        this.dropLast = dropLast;
        this.perWorker = (int) (((long) size + world - 1) / world);
    }

    /** Number of steps in an epoch. */
    public int batchesPerEpoch() {
        return dropLast ? perWorker / batchSize : (int) (((long) perWorker + batchSize - 1) / batchSize);
    }

    /** One worker's batches of image indices in an epoch, both counted from 0. */
    public int[][] batches(int epoch, int rank) {
        int[] order = order(epoch);
        int[] mine = new int[perWorker];
        int group = batchSize * world;
        int whole = order.length / group;
        for (int g = 0; g < whole; g++) {
            System.arraycopy(order, g * group + rank * batchSize, mine, g * batchSize, batchSize);
        }
        int rest = (order.length - whole * group) / world;
        System.arraycopy(order, whole * group + rank * rest, mine, whole * batchSize, rest);
        int[][] batches = new int[batchesPerEpoch()][];
        for (int b = 0; b < batches.length; b++) {
            batches[b] = Arrays.copyOfRange(mine, b * batchSize, Math.min(perWorker, (b + 1) * batchSize));
        }
        return batches;
    }

    private int[] order(int epoch) {
        int[] order = new int[Math.multiplyExact(perWorker, world)];
        for (int i = 0; i < order.length; i++) {
            order[i] = i % size;
        }
        if (shuffle) {
            new MersenneTwister(epoch).shuffle(order);
        }
        return order;
    }
}
