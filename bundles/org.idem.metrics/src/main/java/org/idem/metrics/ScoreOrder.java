package org.idem.metrics;

import java.util.Arrays;

/**
 * The pairs with the highest scores, best first; scores are told apart as far as single precision does. Immutable.
 *
 * @param pairs numbers of the pairs
 * @param ends whether the next pair has another score
 */
record ScoreOrder(int[] pairs, boolean[] ends) {

    /** The pairs with scores of at least {@code least}. */
    static ScoreOrder of(double[] scores, double least) {
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
        for (int i = 0; i < count; i++) {
            pairs[i] = (int) keys[i];
            ends[i] = i + 1 == count || keys[i] >> Integer.SIZE != keys[i + 1] >> Integer.SIZE;
        }
        return new ScoreOrder(pairs, ends);
    }

    /** A signed number that is the smaller the greater the score. */
    private static int descending(float score) {
        int bits = Float.floatToIntBits(score);
        return ~(bits ^ bits >> 31 & Integer.MAX_VALUE);
    }
}
