package org.idem.run;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The scores of a verification, pair by pair. Every pair carries its number in the set, so that pairs that were left out
 * do not shift those behind them.
 *
 * @param numbers of the pairs in the set, from 0, ascending
 * @param cosines score of each pair
 * @param same whether each pair shows one person
 */
public record PairScores(int[] numbers, float[] cosines, boolean[] same) {
    /** The scores of no pair at all. */
    public static final PairScores NONE = of(new float[0], new boolean[0]);

    public PairScores {
        if (numbers.length != cosines.length || numbers.length != same.length) {
            throw new IllegalArgumentException(
                    numbers.length + " numbers, " + cosines.length + " scores and " + same.length + " labels of pairs");
        }
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] < 0 || i > 0 && numbers[i] <= numbers[i - 1]) {
                throw new IllegalArgumentException("Pair numbers do not ascend at " + i + ": " + numbers[i]);
            }
        }
    }

    /**
     * All pairs of a set, none left out.
     *
     * @throws IllegalArgumentException if there are not as many scores as labels
     */
    public static PairScores of(float[] cosines, boolean[] same) {
        return new PairScores(IntStream.range(0, cosines.length).toArray(), cosines, same);
    }

    /** Returns the number of pairs, at least 0. */
    public int size() {
        return numbers.length;
    }

    /** Whether no pair before the last one was left out. */
    public boolean isContiguous() {
        return numbers.length == 0 || numbers[numbers.length - 1] == numbers.length - 1;
    }

    /** The cosines as the mathematics of verification takes them. */
    public double[] wideCosines() {
        double[] wide = new double[cosines.length];
        Arrays.setAll(wide, i -> cosines[i]);
        return wide;
    }
}
