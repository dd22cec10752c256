package org.idem.verify;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.idem.run.PairScores;

/**
 * How the errors of one model become those of another on the same pairs, each at its own threshold.
 *
 * @param fixed numbers of the pairs that only the first is wrong about
 * @param broken numbers of the pairs that only the second is wrong about
 * @param wrong numbers of the pairs that both are wrong about
 * @param pairs that both scored
 */
public record PairChurn(int[] fixed, int[] broken, int[] wrong, int pairs) {

    /**
     * Compares two models; pairs that one of them did not score are left out.
     *
     * @param firstThreshold cosine from which the first accepts a pair
     * @param secondThreshold cosine from which the second does
     * @throws IllegalArgumentException if a pair is said to be of one person in one and of two in the other: then the sets
     *     are not the same
     */
    public static PairChurn of(PairScores first, double firstThreshold, PairScores second, double secondThreshold) {
        Tally tally = new Tally();
        for (int a = 0, b = 0; a < first.size() && b < second.size(); ) {
            int order = Integer.compare(first.numbers()[a], second.numbers()[b]);
            if (order == 0) {
                int number = first.numbers()[a];
                if (first.same()[a] != second.same()[b]) {
                    throw new IllegalArgumentException("Pair " + number + " is not the same in both sets");
                }
                tally.add(number, isError(first, a, firstThreshold), isError(second, b, secondThreshold));
            }
            a += order <= 0 ? 1 : 0;
            b += order >= 0 ? 1 : 0;
        }
        return tally.churn();
    }

    /** Grows as pairs come. */
    private static final class Tally {
        private final IntStream.Builder fixed = IntStream.builder();
        private final IntStream.Builder broken = IntStream.builder();
        private final IntStream.Builder wrong = IntStream.builder();
        private int pairs;

        void add(int number, boolean firstWrong, boolean secondWrong) {
            pairs++;
            if (firstWrong && secondWrong) {
                wrong.add(number);
            } else if (firstWrong) {
                fixed.add(number);
            } else if (secondWrong) {
                broken.add(number);
            }
        }

        PairChurn churn() {
            return new PairChurn(
                    fixed.build().toArray(),
                    broken.build().toArray(),
                    wrong.build().toArray(),
                    pairs);
        }
    }

    private static boolean isError(PairScores scores, int row, double threshold) {
        return scores.same()[row] != scores.cosines()[row] >= threshold;
    }

    /** Whether both models are wrong about a pair. */
    public boolean areBothWrong(int number) {
        return Arrays.binarySearch(wrong, number) >= 0;
    }

    /** What became of the errors, in words. */
    public String words() {
        return fixed.length + " fixed, " + broken.length + " broken, " + wrong.length + " still wrong";
    }
}
