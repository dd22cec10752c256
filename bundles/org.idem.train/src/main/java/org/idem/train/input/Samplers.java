package org.idem.train.input;

import org.idem.config.DataConfig;
import org.idem.data.sample.DistributedSampler;
import org.idem.data.sample.Division;
import org.idem.data.sample.RandomSampler;
import org.idem.data.sample.Sampler;

/** The sampler that a config names. */
public final class Samplers {
    private static final String RANDOM = "RandomBatchSampler";

    private Samplers() {}

    /** How a set of so many images is divided over the workers. */
    public static Division division(DataConfig data, int images, int world) {
        return new Division(images, world, data.batchSize(), data.dropLast());
    }

    /**
     * One sampler for all workers of a process.
     *
     * @param seed of the run; PLSC's order does not depend on it
     */
    public static Sampler of(DataConfig data, int images, int world, long seed) {
        Division division = division(data, images, world);
        return data.samplerName().equals(RANDOM)
                ? new RandomSampler(division, seed)
                : new DistributedSampler(division, data.shuffle());
    }
}
