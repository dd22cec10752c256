package org.idem.metrics;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The pairs with the highest scores, best first; pairs of equal scores lie in their own order. What is asked of them again and
 * again lies in that order, too. Immutable.
 *
 * @param same whether each pair shows one person
 * @param units who is in each
 * @param ends whether the next pair has another score
 */
record ScoreOrder(boolean[] same, PairUnits units, boolean[] ends) {
    private static final long LOW = 0xFFFFFFFFL;

    /** Number of pairs. */
    int size() {
        return ends.length;
    }

    /** The pairs with scores of at least {@code least}; NaN is no score. */
    static ScoreOrder of(double[] scores, boolean[] same, PairUnits units, double least) {
        long[] keys = new long[scores.length];
        int count = 0;
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] >= least) {
                keys[count++] = (long) descending((float) scores[i] + 0f) << Integer.SIZE | i;
            }
        }
        Arrays.parallelSort(keys, 0, count);
        int[] pairs = pairs(keys, count, scores);
        boolean[] ends = new boolean[count];
        boolean[] ordered = new boolean[count];
        for (int i = 0; i < count; i++) {
            ordered[i] = same[pairs[i]];
            ends[i] = i + 1 == count || scores[pairs[i]] != scores[pairs[i + 1]];
        }
        return new ScoreOrder(ordered, units.of(pairs), ends);
    }

    /** Brings pairs that single precision does not tell apart into the order of their scores. */
    private static int[] pairs(long[] keys, int count, double[] scores) {
        int[] pairs = new int[count];
        for (int begin = 0; begin < count; ) {
            int end = begin + 1;
            while (end < count && keys[begin] >> Integer.SIZE == keys[end] >> Integer.SIZE) {
                end++;
            }
            if (end - begin > 1) {
                refine(keys, begin, end, scores);
            }
            for (int i = begin; i < end; i++) {
                pairs[i] = (int) keys[i];
            }
            begin = end;
        }
        return pairs;
    }

    /** Scores of one single-precision value differ in few of their bits, but for those too small or too great for it. */
    private static void refine(long[] keys, int begin, int end, double[] scores) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int i = begin; i < end; i++) {
            long place = descending(scores[(int) keys[i]] + 0.0);
            first = Math.min(first, place);
            last = Math.max(last, place);
        }
        if (first == last) {
            return;
        }
        if (last - first < 0 || last - first > Integer.MAX_VALUE) {
            compare(keys, begin, end, scores);
            return;
        }
        for (int i = begin; i < end; i++) {
            keys[i] = descending(scores[(int) keys[i]] + 0.0) - first << Integer.SIZE | keys[i] & LOW;
        }
        Arrays.parallelSort(keys, begin, end);
    }

    private static void compare(long[] keys, int begin, int end, double[] scores) {
        Integer[] pairs = new Integer[end - begin];
        Arrays.setAll(pairs, i -> (int) keys[begin + i]);
        Arrays.sort(pairs, Comparator.comparingDouble((Integer pair) -> -scores[pair]));
        for (int i = begin; i < end; i++) {
            keys[i] = pairs[i - begin];
        }
    }

    /** A signed number that is the smaller the greater the score. */
    private static int descending(float score) {
        int bits = Float.floatToIntBits(score);
        return ~(bits ^ bits >> 31 & Integer.MAX_VALUE);
    }

    private static long descending(double score) {
        long bits = Double.doubleToLongBits(score);
        return ~(bits ^ bits >> 63 & Long.MAX_VALUE);
    }
}
