package org.idem.train.sampling;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Draws some of many numbers, every set of them equally likely, in time that grows with the set and not with what it is
 * drawn from: by geometric gaps between hits of independent coins, of which the few too many or too few are then removed
 * or added at random.
 */
final class UniformSubset {
    private UniformSubset() {}

    /** Draws {@code size} of [0, n), ascending. */
    static int[] draw(int size, int n, SplittableRandom random) {
        return size == 0 ? new int[0] : resize(size, bernoulli(n, (double) size / n, random), n, random);
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
}
