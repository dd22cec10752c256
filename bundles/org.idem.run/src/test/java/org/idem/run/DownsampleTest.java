package org.idem.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class DownsampleTest {

    @RepeatedTest(60)
    void pyramidEqualsBruteForce(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        MetricSeries series = randomSeries(random, random.nextInt(6_000));
        MinMaxPyramid pyramid = new MinMaxPyramid(series);
        double last = series.size() == 0 ? 1 : series.steps()[series.size() - 1];
        for (int trial = 0; trial < 5; trial++) {
            double from = random.nextDouble() * last - 1;
            double to = from + random.nextDouble() * last + 0.5;
            int columns = 1 + random.nextInt(100);
            assertSame(bruteForce(series, from, to, columns), pyramid.minMax(from, to, columns));
            assertSame(bruteForce(series, from, to, columns), Downsample.minMax(series, from, to, columns));
        }
    }

    private static MetricSeries randomSeries(Random random, int size) {
        long[] steps = new long[size];
        double[] values = new double[size];
        long step = 0;
        for (int i = 0; i < size; i++) {
            step += random.nextInt(4);
            steps[i] = step;
            double value = random.nextGaussian();
            values[i] = random.nextInt(50) == 0 ? Double.NaN : random.nextInt(99) == 0 ? 1 / 0.0 : value;
        }
        return new MetricSeries("x", steps, new double[size], values);
    }

    /** Column by column over all values: the definition. */
    private static MinMaxBins bruteForce(MetricSeries series, double from, double to, int columns) {
        double[] min = new double[columns];
        double[] max = new double[columns];
        int[] count = new int[columns];
        int[] nonFinite = new int[columns];
        for (int c = 0; c < columns; c++) {
            double left = from + (to - from) * c / columns;
            double right = from + (to - from) * (c + 1) / columns;
            double[] inside = insideOf(series, left, c == columns - 1 ? Math.nextUp(to) : right);
            double[] finite = Arrays.stream(inside).filter(Double::isFinite).toArray();
            count[c] = inside.length;
            nonFinite[c] = inside.length - finite.length;
            min[c] = Arrays.stream(finite).min().orElse(Double.NaN);
            max[c] = Arrays.stream(finite).max().orElse(Double.NaN);
        }
        return new MinMaxBins(from, to, min, max, count, nonFinite);
    }

    private static double[] insideOf(MetricSeries series, double left, double right) {
        double[] inside = new double[series.size()];
        int n = 0;
        for (int i = 0; i < series.size(); i++) {
            if (series.steps()[i] >= left && series.steps()[i] < right) {
                inside[n++] = series.values()[i];
            }
        }
        return Arrays.copyOf(inside, n);
    }

    private static void assertSame(MinMaxBins expected, MinMaxBins actual) {
        assertArrayEquals(expected.min(), actual.min());
        assertArrayEquals(expected.max(), actual.max());
        assertArrayEquals(expected.count(), actual.count());
        assertArrayEquals(expected.nonFinite(), actual.nonFinite());
    }

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
        double[] smooth = Downsample.debiasedEma(values, weight);
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
        assertArrayEquals(Arrays.copyOf(smooth, prefix), Downsample.debiasedEma(Arrays.copyOf(values, prefix), weight));
    }

    @Test
    void emaIsTheWeightedMean() {
        double[] smooth = Downsample.debiasedEma(new double[] {4, 8, 1}, 0.5);
        assertEquals(4, smooth[0], 1e-12);
        assertEquals((8 + 0.5 * 4) / 1.5, smooth[1], 1e-12);
        assertEquals((1 + 0.5 * 8 + 0.25 * 4) / 1.75, smooth[2], 1e-12);
        assertThrows(IllegalArgumentException.class, () -> Downsample.debiasedEma(new double[1], 1));
    }

    @Test
    void everyPointIsInOneColumn() {
        MetricSeries series =
                new MetricSeries("x", new long[] {0, 1, 2, 3, 10}, new double[5], new double[] {5, 1, 2, 3, 4});
        MinMaxBins columns = new MinMaxPyramid(series).minMax(0, 10, 3);
        assertEquals(5, columns.total());
        assertArrayEquals(new int[] {4, 0, 1}, columns.count());
        assertEquals(5.0, columns.center(1), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> Downsample.minMax(series, 3, 3, 4));
    }
}
