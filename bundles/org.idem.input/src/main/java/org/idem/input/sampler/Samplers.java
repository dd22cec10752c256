package org.idem.input.sampler;

import org.idem.config.DataConfig;

/** The sampler that a config names. */
public final class Samplers {
    private static final String RANDOM = "RandomBatchSampler";

    private Samplers() {}

    /** How a set of so many images is divided over the workers. */
    public static RankPartition division(DataConfig data, int images, int world) {
        return new RankPartition(images, world, data.batchSize(), data.dropLast());
    }

    /**
     * One sampler for all workers of a process.
     *
     * @param seed of the run; PLSC's order does not depend on it
     */
    public static Sampler of(DataConfig data, int images, int world, long seed) {
        RankPartition division = division(data, images, world);
        return data.samplerName().equals(RANDOM)
                ? new RandomSampler(division, seed)
                : new DistributedSampler(division, data.shuffle());
    }
}
