package org.idem.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ThresholdIntervalTest {
    private static double[] uniform(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] scores = new double[count];
        for (int i = 0; i < count; i++) {
            scores[i] = random.nextDouble();
        }
        return scores;
    }

    /** Of uniform scores the threshold of a rate is known. */
    private static void requireCoverage(int pairs, double far) {
        int held = 0;
        int trials = 400;
        for (int trial = 0; trial < trials; trial++) {
            ThresholdInterval interval =
                    ThresholdInterval.of(uniform(pairs, trial + 31L * pairs), new boolean[pairs], far);
            held += interval.low() <= 1 - far && 1 - far <= interval.high() ? 1 : 0;
        }
        assertTrue(held >= 0.93 * trials, held + " of " + trials + " at " + far);
    }

    @Test
    void theTruthLiesInItAsOftenAsItSays() {
        requireCoverage(200, 0.1);
        requireCoverage(1000, 0.01);
        requireCoverage(1000, 0.001);
        requireCoverage(3000, 0.1);
    }

    @Test
    void itHoldsTheThresholdOfTheTableAndNarrowsWithMorePairs() {
        double width = 1;
        for (int pairs : new int[] {100, 1000, 10_000}) {
            double[] scores = uniform(pairs + 50, pairs);
            boolean[] same = new boolean[pairs + 50];
            java.util.Arrays.fill(same, pairs, pairs + 50, true);
            ThresholdInterval interval = ThresholdInterval.of(scores, same, 0.1);
            double threshold = Roc.of(scores, same).at(0.1).threshold();
            assertTrue(interval.low() <= threshold && threshold <= interval.high(), interval + " of " + threshold);
            assertTrue(interval.high() - interval.low() < width);
            width = interval.high() - interval.low();
        }
    }

    @Test
    void fewErrorsLeaveTheUpperEndOpenAndTooFewPairsSayNothing() {
        ThresholdInterval open = ThresholdInterval.of(uniform(1000, 1), new boolean[1000], 0.001);
        assertEquals(1, open.high());
        assertTrue(open.low() > 0.9 && open.low() < 1);
        assertTrue(Double.isNaN(
                ThresholdInterval.of(uniform(99, 1), new boolean[99], 0.01).low()));
    }
}
