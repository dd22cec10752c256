package org.idem.input.sampler;

/**
 * Equal to PLSC's {@code DistributedBatchSampler}: the indices are padded with the first ones to a multiple of the number
 * of ranks, then shuffled with the epoch as the only seed. The order of one epoch, four bytes per image, is kept and
 * shared by all ranks.
 */
public final class DistributedSampler implements Sampler {
    private final RankPartition partition;
    private final boolean shuffle;
    private int[] order;
    private int orderOf = -1;

    /** Fixes everything but the epoch. */
    public DistributedSampler(RankPartition partition, boolean shuffle) {
        this.partition = partition;
        this.shuffle = shuffle;
    }

    @Override
    public int batchesPerEpoch() {
        return partition.batches();
    }

    @Override
    public BatchIndices epoch(int epoch, int rank) {
        int[] indices = order(shuffle ? epoch : 0);
        return partition.indices(rank, position -> indices[position]);
    }

    private synchronized int[] order(int epoch) {
        if (orderOf != epoch) {
            int[] indices = new int[partition.total()];
            for (int i = 0; i < indices.length; i++) {
                indices[i] = i % partition.size();
            }
            if (shuffle) {
                new MersenneTwister(epoch).shuffle(indices);
            }
            order = indices;
            orderOf = epoch;
        }
        return order;
    }
}
