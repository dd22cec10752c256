package org.idem.train.sampling;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.idem.plan.SampledClasses;
import org.idem.train.centers.ClassSample;
import org.idem.train.tensor.RandomStreams;

/**
 * All positives and uniformly drawn negatives up to the sample size, in time that grows with the sample and not with
 * the number of classes. Negatives are drawn by geometric gaps between hits of independent coins; the few too many or
 * too few are then removed or added at random, which leaves every set of the wanted size equally likely. Where there
 * are more positives than the sample holds, it is the positives.
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
        int[] drawn = resize(
                negatives,
                bernoulli(negativeClasses, (double) negatives / negativeClasses, random),
                negativeClasses,
                random);
        return ClassSample.of(merge(positives, drawn), classes);
    }

    /** Each of [0, n) with probability p, ascending. */
    private static int[] bernoulli(int n, double p, SplittableRandom random) {
        if (p >= 1) {
            return IntStream.range(0, n).toArray();
        }
        double inverseLog = 1 / Math.log1p(-p);
        int[] hits = new int[(int) Math.min(n, n * p + 8 * Math.sqrt(n * p) + 16)];
        int count = 0;
        double position = -1;
        while (count < hits.length) {
            position += 1 + Math.floor(Math.log1p(-random.nextDouble()) * inverseLog);
            if (position >= n) {
                break;
            }
            hits[count++] = (int) position;
        }
        return Arrays.copyOf(hits, count);
    }

    private static int[] resize(int size, int[] drawn, int n, SplittableRandom random) {
        int count = drawn.length;
        int[] result = Arrays.copyOf(drawn, Math.max(size, count));
        if (count > size) {
            for (int surplus = count - size; surplus > 0; surplus--) {
                result[random.nextInt(count)] = result[--count];
            }
        }
        int[] added = new int[Math.max(0, size - count)];
        for (int i = 0; i < added.length; ) {
            int candidate = random.nextInt(n);
            if (Arrays.binarySearch(drawn, candidate) < 0 && !contains(added, i, candidate)) {
                added[i++] = candidate;
            }
        }
        System.arraycopy(added, 0, result, count, added.length);
        result = Arrays.copyOf(result, size);
        Arrays.sort(result);
        return result;
    }

    private static boolean contains(int[] values, int length, int value) {
        for (int i = 0; i < length; i++) {
            if (values[i] == value) {
                return true;
            }
        }
        return false;
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
