package org.idem.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ChartModelTest {
    @Test
    void zoomKeepsTheAnchorInPlace() {
        AxisRange span = new AxisRange(0, 100).zoom(25, 0.5, AxisMapping.LINEAR);
        assertEquals(new AxisRange(12.5, 62.5), span);
        AxisRange log = new AxisRange(1e-6, 1).zoom(1e-3, 0.5, AxisMapping.LOG);
        assertEquals(Math.pow(10, -4.5), log.low(), 1e-12);
        assertEquals(Math.pow(10, -1.5), log.high(), 1e-9);
        assertThrows(IllegalArgumentException.class, () -> new AxisRange(1, 1));
    }

    @Test
    void zoomEndsWhereDoublesEnd() {
        AxisRange span = new AxisRange(1_000_000, 1_000_001);
        for (int i = 0; i < 200; i++) {
            span = span.zoom(1_000_000.5, 0.5, AxisMapping.LINEAR);
        }
        assertTrue(span.high() > span.low());
        for (int i = 0; i < 5000; i++) {
            span = span.zoom(0, 2, AxisMapping.LINEAR);
        }
        assertTrue(Double.isFinite(span.high() - span.low()));
    }

    @Test
    void aZoomBelowZeroEndsOnALogarithmicAxis() {
        Viewport view = Viewport.FIT.withX(new AxisRange(-1, 5)).withY(new AxisRange(1, 5));
        assertNull(view.withMapX(AxisMapping.LOG).x());
        assertEquals(new AxisRange(1, 5), view.withMapY(AxisMapping.LOG).y());
    }

    @Test
    void theNearestFinitePointIsFound() {
        ChartSeries series = ChartSeries.line(
                "s", 0, new double[] {0, 10, 20, 30}, new double[] {1, Double.NaN, Double.POSITIVE_INFINITY, 4});
        assertEquals(0, series.line().nearest(14));
        assertEquals(3, series.line().nearest(16));
        assertEquals(3, series.line().nearest(1e9));
        assertArrayEquals(new double[] {10, 20}, series.notFinite());
        assertEquals(
                -1,
                ChartSeries.line("s", 0, new double[] {1}, new double[] {Double.NaN})
                        .line()
                        .nearest(1));
    }

    @Test
    void theStatusCountsWhatWasMeasured() {
        ChartSeries series =
                ChartSeries.line("s", 0, new double[] {1}, new double[] {1}).withPoints(1_204_311);
        LineChartModel model = new LineChartModel("t", "x", "y", List.of(series));
        assertEquals("1,204,311 points, none dropped", model.status());
    }

    @Test
    void aChartIsATableOfItsPoints() {
        ChartSeries one = ChartSeries.line("one", 0, new double[] {1, 2, 4}, new double[] {10, Double.NaN, 40});
        ChartSeries two = ChartSeries.line("two", 1, new double[] {2, 3}, new double[] {5, 6});
        ChartSeries back = ChartSeries.line("back", 2, new double[] {3, 1}, new double[] {5, 6});
        PointTable table = new PointTable(new LineChartModel("t", "x", "y", List.of(one, two, back)));
        assertEquals(List.of(one, two), table.series());
        assertEquals(4, table.rows());
        assertEquals(3, table.x(2));
        assertEquals(OptionalDouble.of(10), table.value(0, 0));
        assertEquals(OptionalDouble.of(Double.NaN), table.value(1, 0));
        assertEquals(OptionalDouble.of(5), table.value(1, 1));
        assertEquals(OptionalDouble.empty(), table.value(3, 1));
    }
}
