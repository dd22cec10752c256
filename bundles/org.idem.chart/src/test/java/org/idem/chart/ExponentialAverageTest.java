package org.idem.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ExponentialAverageTest {
    @RepeatedTest(100)
    void emaStaysWithinWhatCameBeforeAndIsPrefixStable(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        double weight = random.nextInt(10) == 0 ? 0 : Math.min(0.9999, random.nextDouble() * 1.05);
        double[] values = new double[1 + random.nextInt(2000)];
        double level = random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(3) == 0 ? level : level * (1 + random.nextGaussian() * 1e-3);
            if (random.nextInt(60) == 0) {
                values[i] = Double.NaN;
            }
        }
        double[] smooth = ExponentialAverage.debiased(values, weight);
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                min = Math.min(min, values[i]);
                max = Math.max(max, values[i]);
            }
            if (min <= max) {
                assertTrue(smooth[i] >= min && smooth[i] <= max, "step " + i);
            } else {
                assertTrue(Double.isNaN(smooth[i]));
            }
        }
        int prefix = random.nextInt(values.length);
        assertArrayEquals(
                Arrays.copyOf(smooth, prefix), ExponentialAverage.debiased(Arrays.copyOf(values, prefix), weight));
    }

    @Test
    void emaIsTheWeightedMean() {
        double[] smooth = ExponentialAverage.debiased(new double[] {4, 8, 1}, 0.5);
        assertEquals(4, smooth[0], 1e-12);
        assertEquals((8 + 0.5 * 4) / 1.5, smooth[1], 1e-12);
        assertEquals((1 + 0.5 * 8 + 0.25 * 4) / 1.75, smooth[2], 1e-12);
        assertThrows(IllegalArgumentException.class, () -> ExponentialAverage.debiased(new double[1], 1));
    }

    @Test
    void aGapInTheValuesIsOneInTheCurve() {
        double[] values = {1, Double.NaN, 3};
        double[] curve = ExponentialAverage.interrupted(values, 0.5);
        assertTrue(Double.isNaN(curve[1]));
        assertEquals(ExponentialAverage.debiased(values, 0.5)[2], curve[2]);
    }
}
