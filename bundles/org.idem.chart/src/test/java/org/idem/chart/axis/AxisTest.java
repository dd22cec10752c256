package org.idem.chart.axis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.idem.chart.AxisMapping;
import org.idem.chart.AxisRange;
import org.idem.chart.ChartAxis;
import org.idem.chart.ChartSeries;
import org.idem.chart.LineChartModel;
import org.idem.chart.Viewport;
import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void scalesGoForthAndBack() {
        AxisScale scale = new AxisScale(new AxisRange(1e-6, 1), AxisMapping.LOG, 300, 20);
        assertEquals(160, scale.pixel(1e-3), 1e-9);
        assertEquals(1e-3, scale.value(160), 1e-12);
    }

    @Test
    void ticksAreRoundNumbers() {
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

    private static LineChartModel model(double... y) {
        double[] x = new double[y.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = i;
        }
        return new LineChartModel("t", "x", "y", List.of(ChartSeries.line("s", 0, x, y)));
    }

    private static AxisRange fitted(AxisMapping mapY, double... y) {
        Viewport view = Viewport.FIT.withMapY(mapY);
        return DataRange.y(model(y), view, DataRange.x(model(y), view));
    }

    @Test
    void aLogarithmicAxisFitsPositiveValues() {
        AxisRange range = fitted(AxisMapping.LOG, 1, 0, -1, 100);
        assertTrue(range.low() > 0.5 && range.low() <= 1 && range.high() >= 100, range::toString);
    }

    @Test
    void aFlatCurveStillHasAnAxis() {
        assertTrue(fitted(AxisMapping.LINEAR, 3, 3).contains(3));
        assertTrue(fitted(AxisMapping.LINEAR, 0, 0).contains(0));
        assertTrue(fitted(AxisMapping.LOG, 1e-6, 1e-6).contains(1e-6));
    }

    @Test
    void anyFiniteValuesHaveAnAxis() {
        Random random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            double one = Double.longBitsToDouble(random.nextLong());
            double other = random.nextBoolean() ? one : Double.longBitsToDouble(random.nextLong());
            for (boolean log : new boolean[] {false, true}) {
                AxisRange range = fitted(log ? AxisMapping.LOG : AxisMapping.LINEAR, one, other);
                assertTrue(Double.isFinite(range.high() - range.low()), one + " " + other);
                assertTrue(!log || range.low() > 0, one + " " + other);
            }
        }
        assertTrue(Double.isFinite(
                fitted(AxisMapping.LINEAR, -Double.MAX_VALUE, Double.MAX_VALUE).high()));
        assertTrue(fitted(AxisMapping.LINEAR, Double.MIN_VALUE).high() > 0);
    }

    @Test
    void anAxisOfItsOwnLimitsShowsThemUntilAUserZooms() {
        LineChartModel limited = new LineChartModel(
                "t",
                ChartAxis.log("x").within(1e-4, 1),
                ChartAxis.linear("y"),
                model(1, 2).series(),
                List.of());
        Viewport whole = Viewport.of(limited);
        assertTrue(whole.logX());
        assertEquals(new AxisRange(1e-4, 1), DataRange.x(limited, whole));
        assertEquals(new AxisRange(0.5, 0.6), DataRange.x(limited, whole.withX(new AxisRange(0.5, 0.6))));
    }
}
