package org.idem.metrics;

import java.util.Arrays;

/**
 * The pairs with the highest scores, best first; scores are told apart as far as single precision does. What is asked of
 * them again and again lies in that order, too. Immutable.
 *
 * @param same whether each pair shows one person
 * @param units who is in each
 * @param ends whether the next pair has another score
 */
record ScoreOrder(boolean[] same, PairUnits units, boolean[] ends) {

    /** Number of pairs. */
    int size() {
        return ends.length;
    }

    /** The pairs with scores of at least {@code least}. */
    static ScoreOrder of(double[] scores, boolean[] same, PairUnits units, double least) {
        long[] keys = new long[scores.length];
        int count = 0;
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] >= least) {
                keys[count++] = (long) descending((float) scores[i] + 0f) << Integer.SIZE | i;
            }
        }
        Arrays.parallelSort(keys, 0, count);
        int[] pairs = new int[count];
        boolean[] ends = new boolean[count];
        boolean[] ordered = new boolean[count];
        for (int i = 0; i < count; i++) {
            pairs[i] = (int) keys[i];
            ordered[i] = same[pairs[i]];
            ends[i] = i + 1 == count || keys[i] >> Integer.SIZE != keys[i + 1] >> Integer.SIZE;
        }
        return new ScoreOrder(ordered, units.of(pairs), ends);
    }

    /** A signed number that is the smaller the greater the score. */
    private static int descending(float score) {
        int bits = Float.floatToIntBits(score);
        return ~(bits ^ bits >> 31 & Integer.MAX_VALUE);
    }
}
