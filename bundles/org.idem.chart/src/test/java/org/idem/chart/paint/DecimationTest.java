package org.idem.chart.paint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.idem.chart.AxisMapping;
import org.idem.chart.AxisRange;
import org.idem.chart.ChartSeries;
import org.idem.chart.DataPoints;
import org.idem.chart.axis.AxisScale;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class DecimationTest {
    private static final AxisScale HUNDRED = new AxisScale(new AxisRange(0, 999_999), AxisMapping.LINEAR, 0, 100);

    private static DataPoints points(double[] x, double[] y) {
        return ChartSeries.line("s", 0, x, y).line();
    }

    @Test
    void decimationKeepsEveryColumnsExtremes() {
        double[] x = IntStream.range(0, 1_000_000).asDoubleStream().toArray();
        double[] y = Arrays.stream(x).map(v -> Math.sin(v / 7)).toArray();
        y[654_321] = 50;
        y[123_456] = -50;
        Decimation.Curve curve = Decimation.line(points(x, y), HUNDRED, false);
        assertTrue(curve.size() <= 4 * 102, curve.size() + " points");
        assertEquals(50, Arrays.stream(curve.high()).max().getAsDouble());
        assertEquals(-50, Arrays.stream(curve.high()).min().getAsDouble());
        assertTrue(points(curve.x(), curve.low()).isAscending());
    }

    @Test
    void fewPointsStayAsTheyAre() {
        double[] x = {0, 10, 20, 30};
        double[] y = {1, Double.NaN, 3, 4};
        Decimation.Curve curve =
                Decimation.line(points(x, y), new AxisScale(new AxisRange(0, 30), AxisMapping.LINEAR, 0, 100), false);
        assertArrayEquals(x, curve.x());
        assertArrayEquals(y, curve.high());
    }

    @Test
    void theLineLeadsOutOfTheView() {
        double[] x = IntStream.range(0, 100).asDoubleStream().toArray();
        Decimation.Curve curve = Decimation.line(
                points(x, x), new AxisScale(new AxisRange(40.5, 49.5), AxisMapping.LINEAR, 0, 100), false);
        assertEquals(40, curve.x()[0]);
        assertEquals(51, curve.x()[curve.size() - 1]);
    }

    @Test
    void unorderedPointsAreAllDrawn() {
        double[] x = {3, 1, 2};
        assertEquals(3, Decimation.line(points(x, x), HUNDRED, false).size());
    }

    @Test
    void bandsReachFromLowestToHighest() {
        double[] x = IntStream.range(0, 1_000_000).asDoubleStream().toArray();
        double[] low = new double[x.length];
        double[] high = new double[x.length];
        Arrays.fill(high, 1);
        low[777_777] = -9;
        high[222_222] = 9;
        Decimation.Curve band = Decimation.band(
                ChartSeries.line("s", 0, x, low).withBand(x, low, high).band(), HUNDRED, false);
        assertTrue(band.size() <= 4 * 102, band.size() + " points");
        assertEquals(-9, Arrays.stream(band.low()).min().getAsDouble());
        assertEquals(9, Arrays.stream(band.high()).max().getAsDouble());
    }

    @Test
    void aLogarithmicAxisShowsPositiveValuesOnly() {
        double[] x = {0, 1, 2};
        double[] y = {1, 0, -1};
        Decimation.Curve curve = Decimation.line(points(x, y), HUNDRED, true);
        assertArrayEquals(new double[] {1, Double.NaN, Double.NaN}, curve.high());
    }

    /** Points that crowd before a wide gap: the line across it leaves where the last of them is, and so does the band. */
    @Test
    void aLineLeavesACrowdWhereItsLastPointIs() {
        double[] x = new double[1001];
        double[] y = new double[1001];
        for (int i = 0; i < 1000; i++) {
            x[i] = i * 1e-6;
            y[i] = i == 500 ? 9 : 1;
        }
        x[1000] = 100;
        y[1000] = 1;
        AxisScale scale = new AxisScale(new AxisRange(0, 100), AxisMapping.LINEAR, 0, 100);
        Decimation.Curve line = Decimation.line(points(x, y), scale, false);
        assertEquals(9, Arrays.stream(line.high()).max().getAsDouble());
        assertEquals(1, line.high()[line.size() - 2], "before the gap");
        Decimation.Curve band =
                Decimation.band(ChartSeries.line("s", 0, x, y).withBand(x, y, y).band(), scale, false);
        assertEquals(9, Arrays.stream(band.high()).max().getAsDouble());
        assertEquals(1, band.high()[band.size() - 2], "before the gap");
    }

    /** Whatever the data: in each column the reduced line reaches as low and as high as the line through all points. */
    @RepeatedTest(40)
    void theReducedLineCoversWhatTheLineThroughAllPointsCovers(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int size = 2000 + random.nextInt(20_000);
        double[] x = new double[size];
        double[] y = new double[size];
        for (int i = 1; i < size; i++) {
            x[i] = x[i - 1] + (random.nextInt(500) == 0 ? size / 20.0 : random.nextDouble());
            y[i] = random.nextInt(300) == 0 ? 40 * random.nextGaussian() : y[i - 1] * 0.99 + random.nextGaussian();
        }
        double from = x[size - 1] * random.nextDouble() / 3;
        AxisScale scale = new AxisScale(new AxisRange(from, x[size - 1] * 0.9), AxisMapping.LINEAR, 0, WIDTH);
        Decimation.Curve reduced = Decimation.line(points(x, y), scale, false);
        assertTrue(reduced.size() <= 4 * (WIDTH + 2));
        double[][] all = covered(x, y, scale);
        double[][] few = covered(reduced.x(), reduced.high(), scale);
        assertArrayEquals(all[0], few[0], 1e-9);
        assertArrayEquals(all[1], few[1], 1e-9);
        Decimation.Curve band =
                Decimation.band(ChartSeries.line("s", 0, x, y).withBand(x, y, y).band(), scale, false);
        for (int column = 0; column < WIDTH; column++) {
            assertTrue(covered(band.x(), band.low(), scale)[0][column] <= all[0][column] + 1e-9);
            assertTrue(covered(band.x(), band.high(), scale)[1][column] >= all[1][column] - 1e-9);
        }
    }

    private static final int WIDTH = 200;

    /** Lowest and highest y of a line in each column, from its corners and from where it crosses the columns' borders. */
    private static double[][] covered(double[] x, double[] y, AxisScale scale) {
        double[][] covered = new double[2][WIDTH];
        Arrays.fill(covered[0], Double.POSITIVE_INFINITY);
        Arrays.fill(covered[1], Double.NEGATIVE_INFINITY);
        for (int i = 0; i < x.length; i++) {
            double at = scale.pixel(x[i]);
            cover(covered, (int) Math.floor(at), y[i]);
            if (i + 1 < x.length) {
                double next = scale.pixel(x[i + 1]);
                for (int border = (int) Math.ceil(at); border < next; border++) {
                    double crossing = y[i] + (y[i + 1] - y[i]) * (border - at) / (next - at);
                    cover(covered, border - 1, crossing);
                    cover(covered, border, crossing);
                }
            }
        }
        return covered;
    }

    private static void cover(double[][] covered, int column, double y) {
        if (column >= 0 && column < WIDTH) {
            covered[0][column] = Math.min(covered[0][column], y);
            covered[1][column] = Math.max(covered[1][column], y);
        }
    }
}
