package org.idem.train.sampling;

import java.util.SplittableRandom;
import org.idem.plan.SampledClasses;
import org.idem.train.centers.ClassSample;
import org.idem.train.tensor.RandomStreams;

/**
 * All positives and uniformly drawn negatives up to the sample size. Where there are more positives than the sample
 * holds, it is the positives.
 */
public final class PartialFcSampler implements ClassSampler {
    private final int classes;
    private final int size;
    private final long seed;

    /**
     * Samples the classes of one shard.
     *
     * @param classes number of classes of the shard
     * @param ratio share of the classes that is sampled, in [0, 1]; 0 for the positives alone, else at least one class
     * @param seed of the random choices, different for each shard
     */
    public PartialFcSampler(int classes, double ratio, long seed) {
        this.classes = classes;
        this.size = SampledClasses.size(ratio, classes);
        this.seed = seed;
    }

    @Override
    public ClassSample sample(int[] positives, long step) {
        int negatives = size - positives.length;
        if (size >= classes) {
            return ClassSample.all(classes);
        }
        if (negatives <= 0) {
            return ClassSample.of(positives, classes);
        }
        SplittableRandom random = RandomStreams.of(seed, step);
        int negativeClasses = classes - positives.length;
        int[] drawn = UniformSubset.draw(negatives, negativeClasses, random);
        return ClassSample.of(merge(positives, drawn), classes);
    }

    /** Turns numbers of negatives, counted without the positives, into class numbers, and merges the positives in. */
    private static int[] merge(int[] positives, int[] negatives) {
        int[] all = new int[positives.length + negatives.length];
        int merged = 0;
        int count = 0;
        for (int negative : negatives) {
            while (merged < positives.length && positives[merged] <= negative + merged) {
                all[count++] = positives[merged++];
            }
            all[count++] = negative + merged;
        }
        while (merged < positives.length) {
            all[count++] = positives[merged++];
        }
        return all;
    }
}
