package org.idem.input.sampler;

import org.idem.config.DataConfig;

/** Makes the sampler that a config names. */
public final class Samplers {
    private static final String RANDOM = "RandomBatchSampler";

    private Samplers() {}

    /**
     * How a set is divided over the ranks.
     *
     * @param images number of images in the set, at least 1
     * @param world number of ranks, at least 1
     */
    public static RankPartition partition(DataConfig data, int images, int world) {
        return new RankPartition(images, world, data.batchSize(), data.dropLast());
    }

    /**
     * One sampler for all ranks of a process.
     *
     * @param images number of images in the set, at least 1
     * @param world number of ranks of all processes
     * @param seed of the run; PLSC's order does not depend on it
     */
    public static Sampler of(DataConfig data, int images, int world, long seed) {
        RankPartition partition = partition(data, images, world);
        return data.samplerName().equals(RANDOM)
                ? new RandomSampler(partition, seed)
                : new DistributedSampler(partition, data.shuffle());
    }
}
