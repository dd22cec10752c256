package org.idem.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RocPropertyTest {

    @RepeatedTest(40)
    void conservativeRateEqualsSearchOverAllThresholds(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int n = 2 + random.nextInt(80);
        int grain = 1 + random.nextInt(30);
        double[] scores = new double[n];
        boolean[] same = new boolean[n];
        for (int i = 0; i < n; i++) {
            same[i] = i == 0 || i > 1 && random.nextBoolean();
            scores[i] = Math.floor(random.nextGaussian() * grain) / grain + (same[i] ? 0.5 : 0);
        }
        Roc roc = Roc.of(scores, same);
        assertEquals(rankSum(scores, same), roc.auc(), 1e-12);
        for (double far : new double[] {0, 0.01, 0.1, 0.3, 0.5, 1}) {
            TarAtFarRow at = roc.at(far);
            assertEquals(bruteForce(scores, same, far), at.tar(), 1e-12);
            assertEquals(at.tar(), accepted(scores, same, true, at.threshold()), 1e-12);
            assertEquals(at.errors(), Math.round(accepted(scores, same, false, at.threshold()) * roc.impostor()));
            assertTrue(at.low() <= at.tar() + 1e-12 && at.tar() <= at.high() + 1e-12);
        }
    }

    /** The nearest point by looking at each, as scikit-learn keeps them. */
    @RepeatedTest(60)
    void nearestPointsAreThoseOfLookingAtAll(RepetitionInfo repetition) {
        Random random = new Random(100 + repetition.getCurrentRepetition());
        int n = 3 + random.nextInt(120);
        int grain = 1 + random.nextInt(40);
        double[] scores = new double[n];
        boolean[] same = new boolean[n];
        for (int i = 0; i < n; i++) {
            same[i] = i == 0 || i > 1 && random.nextBoolean();
            scores[i] = Math.floor(random.nextGaussian() * grain) / grain + (same[i] ? 0.5 : 0);
        }
        Roc roc = Roc.of(scores, same);
        for (double far : new double[] {0, 1e-3, 0.01, 0.05, 0.1, 0.25, 0.5, 0.9, 1}) {
            int best = 0;
            int bestOfAll = 0;
            for (int i = 1; i < roc.size(); i++) {
                boolean nearer = Math.abs(roc.far()[i] - far) <= Math.abs(roc.far()[bestOfAll] - far);
                bestOfAll = nearer ? i : bestOfAll;
                nearer = Math.abs(roc.far()[i] - far) <= Math.abs(roc.far()[best] - far);
                best = nearer && isCorner(roc, i) ? i : best;
            }
            assertEquals(roc.thresholds()[best], roc.at(far, TarRule.NEAREST).threshold());
            assertEquals(roc.thresholds()[bestOfAll], roc.atNearestOfAll(far).threshold());
            assertEquals(roc.at(far), roc.at(far, TarRule.CONSERVATIVE));
        }
    }

    private static boolean isCorner(Roc roc, int i) {
        if (i == 0 || i == roc.size() - 1) {
            return true;
        }
        if (i == 1) {
            return true; // scikit-learn puts the first point before it drops any
        }
        long[] fp = new long[3];
        long[] tp = new long[3];
        for (int k = 0; k < 3; k++) {
            fp[k] = Math.round(roc.far()[i - 1 + k] * roc.impostor());
            tp[k] = Math.round(roc.tar()[i - 1 + k] * roc.genuine());
        }
        return fp[2] - 2 * fp[1] + fp[0] != 0 || tp[2] - 2 * tp[1] + tp[0] != 0;
    }

    private static double bruteForce(double[] scores, boolean[] same, double far) {
        double best = 0;
        for (double threshold : scores) {
            if (accepted(scores, same, false, threshold) <= far) {
                best = Math.max(best, accepted(scores, same, true, threshold));
            }
        }
        return best;
    }

    private static double accepted(double[] scores, boolean[] same, boolean kind, double threshold) {
        long of = IntStream.range(0, scores.length).filter(i -> same[i] == kind).count();
        long yes = IntStream.range(0, scores.length)
                .filter(i -> same[i] == kind && scores[i] >= threshold)
                .count();
        return (double) yes / of;
    }

    private static double rankSum(double[] scores, boolean[] same) {
        double sum = 0;
        long pairs = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                if (same[i] && !same[j]) {
                    sum += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                    pairs++;
                }
            }
        }
        return sum / pairs;
    }

    @Test
    void aMillionScores() {
        Random random = new Random(5);
        int n = 1_000_000;
        double[] scores = new double[n];
        boolean[] same = new boolean[n];
        for (int i = 0; i < n; i++) {
            same[i] = i % 10 == 0;
            scores[i] = random.nextGaussian() * 0.2 + (same[i] ? 1 : 0);
        }
        Roc roc = Roc.of(scores, same);
        assertEquals(n / 10, roc.genuine());
        assertTrue(roc.at(1e-4).isReliable());
        assertFalse(roc.at(1e-5).isReliable());
    }

    @Test
    void refusesWhatHasNoRoc() {
        assertThrows(IllegalArgumentException.class, () -> Roc.of(new double[] {1, 2}, new boolean[] {true, true}));
        assertThrows(
                IllegalArgumentException.class,
                () -> Roc.of(new double[] {1, Double.NaN}, new boolean[] {true, false}));
        assertThrows(IllegalArgumentException.class, () -> Roc.of(new double[] {1}, new boolean[] {true, false}));
    }

    @Test
    void zerosOfBothSignsAreOneScore() {
        Roc roc = Roc.of(new double[] {0.0, -0.0}, new boolean[] {true, false});
        assertEquals(2, roc.size());
        assertEquals(0.5, roc.auc());
    }

    @Test
    void worstPairsAreThoseOfSorting() {
        Random random = new Random(9);
        double[] scores = random.doubles(500).map(s -> Math.floor(s * 50)).toArray();
        boolean[] same = new boolean[500];
        for (int i = 0; i < same.length; i++) {
            same[i] = random.nextBoolean();
        }
        WorstPairs worst = WorstPairs.of(scores, same, 12);
        assertArrayEquals(sorted(scores, same, false, -1), worst.impostors());
        assertArrayEquals(sorted(scores, same, true, 1), worst.genuine());
        assertEquals(0, WorstPairs.of(scores, same, 0).genuine().length);
    }

    private static int[] sorted(double[] scores, boolean[] same, boolean kind, int sign) {
        return IntStream.range(0, scores.length)
                .filter(i -> same[i] == kind)
                .boxed()
                .sorted((a, b) -> scores[a] != scores[b]
                        ? Double.compare(sign * scores[a], sign * scores[b])
                        : Integer.compare(a, b))
                .limit(12)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    @Test
    void histogramCountsEveryScore() {
        double[] scores = {-1, -0.5, 0, 0.5, 1};
        boolean[] same = {false, false, true, true, true};
        ScoreHistogram histogram = ScoreHistogram.of(scores, same, 4);
        assertArrayEquals(new long[] {1, 1, 0, 0}, histogram.impostor());
        assertArrayEquals(new long[] {0, 0, 1, 2}, histogram.genuine());
        ScoreHistogram flat = ScoreHistogram.of(new double[] {3, 3}, new boolean[] {true, false}, 3);
        assertEquals(
                2,
                Arrays.stream(flat.genuine()).sum()
                        + Arrays.stream(flat.impostor()).sum());
    }
}
