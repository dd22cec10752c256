package org.idem.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ValidationRateTest {

    /** Threshold by threshold, as the definition reads. */
    @RepeatedTest(12)
    void equalsTheDefinition(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int n = 30 + random.nextInt(170);
        double[] distances = new double[n];
        boolean[] same = new boolean[n];
        for (int i = 0; i < n; i++) {
            same[i] = random.nextBoolean();
            distances[i] = Math.max(0, Math.min(4, (same[i] ? 0.8 : 1.6) + 0.5 * random.nextGaussian()));
        }
        for (double far : new double[] {0.001, 0.02, 0.1, 0.5}) {
            double sum = 0;
            double fars = 0;
            for (int f = 0; f < 10; f++) {
                int from = KFold.begin(n, 10, f);
                int to = KFold.begin(n, 10, f + 1);
                double threshold = 0;
                for (int t = 1; t < 4000; t++) {
                    double rate = share(distances, same, false, 0, n, from, to, t * 0.001);
                    double before = share(distances, same, false, 0, n, from, to, (t - 1) * 0.001);
                    if (before < far && rate >= far) {
                        threshold = 0.001 * (t - 1 + (far - before) / (rate - before));
                        break;
                    }
                }
                sum += share(distances, same, true, from, to, -1, -1, threshold);
                fars += share(distances, same, false, from, to, -1, -1, threshold);
            }
            ValidationRate rate = ValidationRate.of(distances, same, 10, far);
            assertEquals(sum / 10, rate.rate(), 1e-12);
            assertEquals(fars / 10, rate.meanFar(), 1e-12);
        }
    }

    private static double share(
            double[] distances, boolean[] same, boolean kind, int from, int to, int without, int until, double below) {
        int of = 0;
        int yes = 0;
        for (int i = from; i < to; i++) {
            if (same[i] == kind && (i < without || i >= until)) {
                of++;
                yes += distances[i] < below ? 1 : 0;
            }
        }
        return of == 0 ? 0 : (double) yes / of;
    }

    @Test
    void aRateThatIsNeverReachedAcceptsNobody() {
        double[] distances = {4, 4, 0, 0};
        boolean[] same = {false, false, true, true};
        ValidationRate rate = ValidationRate.of(distances, same, 2, 0.5);
        assertEquals(0, rate.rate());
        assertEquals(0, rate.meanFar());
        assertThrows(IllegalArgumentException.class, () -> ValidationRate.of(distances, same, 5, 0.1));
    }
}
