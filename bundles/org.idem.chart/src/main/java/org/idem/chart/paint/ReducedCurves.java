package org.idem.chart.paint;

import org.idem.chart.ChartSeries;
import org.idem.chart.axis.AxisScale;

/** Curves and bands reduced to what a drawing of so many columns shows, for writers of drawings in other languages. */
public final class ReducedCurves {
    private ReducedCurves() {}

    /**
     * Points of a curve or a band, in their order.
     *
     * @param x their places
     * @param low the lower edge; of a curve its values, NaN where it is interrupted
     * @param high the upper edge; of a curve the same
     */
    public record Points(double[] x, double[] low, double[] high) {}

    /** The curve of a series over the visible x, which the scale spreads over the columns. */
    public static Points line(ChartSeries series, AxisScale columns, boolean logY) {
        return points(Decimation.line(series.line(), columns, logY));
    }

    /** Its band; the series has one. */
    public static Points band(ChartSeries series, AxisScale columns, boolean logY) {
        return points(Decimation.band(series.band(), columns, logY));
    }

    private static Points points(Decimation.Curve curve) {
        return new Points(curve.x(), curve.low(), curve.high());
    }
}
