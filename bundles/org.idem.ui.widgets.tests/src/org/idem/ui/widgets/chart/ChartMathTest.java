package org.idem.ui.widgets.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChartMathTest {
    private static final AxisScale HUNDRED = new AxisScale(new AxisRange(0, 999_999), false, 0, 100);

    @Test
    void decimationKeepsEveryColumnsExtremes() {
        double[] x = IntStream.range(0, 1_000_000).asDoubleStream().toArray();
        double[] y = Arrays.stream(x).map(v -> Math.sin(v / 7)).toArray();
        y[654_321] = 50;
        y[123_456] = -50;
        Decimation.Curve curve = Decimation.line(x, y, HUNDRED, false);
        assertTrue(curve.size() <= 2 * 102, curve.size() + " points");
        assertEquals(50, Arrays.stream(curve.high()).max().getAsDouble());
        assertEquals(-50, Arrays.stream(curve.high()).min().getAsDouble());
        assertTrue(Decimation.ascending(curve.x()));
    }

    @Test
    void fewPointsStayAsTheyAre() {
        double[] x = {0, 10, 20, 30};
        double[] y = {1, Double.NaN, 3, 4};
        Decimation.Curve curve = Decimation.line(x, y, new AxisScale(new AxisRange(0, 30), false, 0, 100), false);
        assertArrayEquals(x, curve.x());
        assertArrayEquals(y, curve.high());
    }

    @Test
    void theLineLeadsOutOfTheView() {
        double[] x = IntStream.range(0, 100).asDoubleStream().toArray();
        Decimation.Curve curve = Decimation.line(x, x, new AxisScale(new AxisRange(40.5, 49.5), false, 0, 100), false);
        assertEquals(40, curve.x()[0]);
        assertEquals(51, curve.x()[curve.size() - 1]);
    }

    @Test
    void unorderedPointsAreAllDrawn() {
        double[] x = {3, 1, 2};
        assertEquals(3, Decimation.line(x, x, HUNDRED, false).size());
    }

    @Test
    void aLogarithmicAxisShowsPositiveValuesOnly() {
        double[] x = {0, 1, 2};
        double[] y = {1, 0, -1};
        Decimation.Curve curve = Decimation.line(x, y, HUNDRED, true);
        assertArrayEquals(new double[] {1, Double.NaN, Double.NaN}, curve.high());
        ChartSeries series = ChartSeries.line("s", 0, x, y);
        assertTrue(DataRange.y(List.of(series), new AxisRange(0, 2), true).low() > 0);
    }

    @Test
    void bandsReachFromLowestToHighest() {
        double[] x = IntStream.range(0, 1_000_000).asDoubleStream().toArray();
        double[] low = new double[x.length];
        double[] high = new double[x.length];
        Arrays.fill(high, 1);
        low[777_777] = -9;
        high[222_222] = 9;
        Decimation.Curve band = Decimation.band(new ChartSeries.Band(x, low, high), HUNDRED, false);
        assertTrue(band.size() <= 102);
        assertEquals(-9, Arrays.stream(band.low()).min().getAsDouble());
        assertEquals(9, Arrays.stream(band.high()).max().getAsDouble());
    }

    @Test
    void zoomKeepsTheAnchorInPlace() {
        AxisRange span = new AxisRange(0, 100).zoom(25, 0.5, false);
        assertEquals(new AxisRange(12.5, 62.5), span);
        AxisRange log = new AxisRange(1e-6, 1).zoom(1e-3, 0.5, true);
        assertEquals(Math.pow(10, -4.5), log.low(), 1e-12);
        assertEquals(Math.pow(10, -1.5), log.high(), 1e-9);
        assertThrows(IllegalArgumentException.class, () -> new AxisRange(1, 1));
    }

    @Test
    void zoomEndsWhereDoublesEnd() {
        AxisRange span = new AxisRange(1_000_000, 1_000_001);
        for (int i = 0; i < 200; i++) {
            span = span.zoom(1_000_000.5, 0.5, false);
        }
        assertTrue(span.high() > span.low());
        for (int i = 0; i < 5000; i++) {
            span = span.zoom(0, 2, false);
        }
        assertTrue(Double.isFinite(span.high() - span.low()));
    }

    @Test
    void aZoomBelowZeroEndsOnALogarithmicAxis() {
        Viewport view = Viewport.FIT.withX(new AxisRange(-1, 5)).withY(new AxisRange(1, 5));
        assertNull(view.withLogX(true).x());
        assertEquals(new AxisRange(1, 5), view.withLogY(true).y());
    }

    @Test
    void scalesGoForthAndBack() {
        AxisScale scale = new AxisScale(new AxisRange(1e-6, 1), true, 300, 20);
        assertEquals(160, scale.pixel(1e-3), 1e-9);
        assertEquals(1e-3, scale.value(160), 1e-12);
    }

    @Test
    void ticksAreRoundNumbers() {
        assertEquals(List.of(1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1.0), DecadeAxis.values(1e-6, 1));
        assertEquals(List.of(1.0, 2.0, 5.0, 10.0, 20.0), DecadeAxis.values(0.9, 30));
        assertEquals(List.of(4.0, 6.0, 8.0), DecadeAxis.values(2.5, 8.4));
        assertEquals(0.2, TickSpacing.of(1, 5), 1e-12);
        assertEquals(500, TickSpacing.of(1999, 4), 1e-9);
    }

    @Test
    void numbersReadLikeNumbers() {
        TickFormat format = new TickFormat(6);
        assertEquals("1,204,311", format.format(1_204_311));
        assertEquals("0.25", format.format(0.25));
        assertEquals("0.001", format.format(0.001));
        assertEquals("1e-6", format.format(1e-6));
        assertEquals("0", format.format(0));
        assertEquals("-0.5", format.format(-0.5));
        assertEquals("3.14159", format.format(Math.PI));
    }

    @Test
    void theNearestFinitePointIsFound() {
        ChartSeries series = ChartSeries.line(
                "s", 0, new double[] {0, 10, 20, 30}, new double[] {1, Double.NaN, Double.POSITIVE_INFINITY, 4});
        assertEquals(0, series.nearest(14));
        assertEquals(3, series.nearest(16));
        assertEquals(3, series.nearest(1e9));
        assertArrayEquals(new double[] {10, 20}, series.notFinite());
        assertEquals(
                -1,
                ChartSeries.line("s", 0, new double[] {1}, new double[] {Double.NaN})
                        .nearest(1));
    }

    @Test
    void theStatusCountsWhatWasMeasured() {
        ChartSeries series =
                ChartSeries.line("s", 0, new double[] {1}, new double[] {1}).withPoints(1_204_311);
        LineChartModel model = new LineChartModel("t", "x", "y", List.of(series));
        assertEquals("1,204,311 points, none dropped", model.status());
    }
}
