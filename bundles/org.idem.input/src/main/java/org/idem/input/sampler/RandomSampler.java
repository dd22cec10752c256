package org.idem.input.sampler;

/**
 * Another random order for every seed and epoch. Each image comes once; where the ranks do not divide the set, up to
 * {@code world − 1} images at the beginning of the order come again at its end. Nothing is kept per image.
 */
public final class RandomSampler implements Sampler {
    private final RankPartition partition;
    private final long seed;

    /** Fixes everything but the epoch. */
    public RandomSampler(RankPartition partition, long seed) {
        this.partition = partition;
        this.seed = seed;
    }

    @Override
    public int batchesPerEpoch() {
        return partition.batches();
    }

    @Override
    public BatchIndices epoch(int epoch, int rank) {
        Permutation order = new Permutation(partition.size(), seed * 0x9e3779b97f4a7c15L + epoch);
        return partition.indices(rank, position -> order.at(position % partition.size()));
    }
}
