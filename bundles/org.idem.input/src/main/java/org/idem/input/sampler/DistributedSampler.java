package org.idem.input.sampler;

import java.util.Arrays;

/**
 * Equal to PLSC's {@code DistributedBatchSampler}: the indices are padded with the first ones to a multiple of the number
 * of workers, then shuffled with the epoch as the only seed. The order of one epoch, four bytes per image, is kept and
 * shared by all workers.
 */
public final class DistributedSampler implements Sampler {
    private final RankPartition division;
    private final boolean shuffle;
    private int[] order;
    private int orderOf = -1;

    /** Fixes everything but the epoch. */
    public DistributedSampler(RankPartition division, boolean shuffle) {
        this.division = division;
        this.shuffle = shuffle;
    }

    @Override
    public int batchesPerEpoch() {
        return division.batches();
    }

    @Override
    public BatchIndices epoch(int epoch, int rank) {
        int[] indices = order(shuffle ? epoch : 0);
        return new BatchIndices() {
            @Override
            public int count() {
                return division.batches();
            }

            @Override
            public int[] get(int batch) {
                int from = division.start(batch, rank);
                return Arrays.copyOfRange(indices, from, from + division.length(batch));
            }
        };
    }

    private synchronized int[] order(int epoch) {
        if (orderOf != epoch) {
            int[] indices = new int[division.total()];
            for (int i = 0; i < indices.length; i++) {
                indices[i] = i % division.size();
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
