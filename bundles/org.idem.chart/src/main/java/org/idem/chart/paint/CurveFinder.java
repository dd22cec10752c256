package org.idem.chart.paint;

import java.awt.geom.Line2D;
import java.util.Optional;
import org.idem.chart.ChartSeries;
import org.idem.chart.DataPoints;
import org.idem.chart.LineChartModel;
import org.idem.chart.axis.AxisScale;

/** Finds the curve that somebody points at. */
public final class CurveFinder {
    /** Farther from a curve, nobody means it. */
    private static final double REACH = 8;
    /** Of more points beside each other only the span counts. */
    private static final int FEW = 64;

    private CurveFinder() {}

    /**
     * The curve that passes nearest to a place of the drawing, if it does so within a few points.
     *
     * @param px in points of the drawing
     * @param py in points of the drawing
     */
    public static Optional<ChartSeries> at(LineChartModel model, ChartLayout layout, double px, double py) {
        ChartSeries nearest = null;
        double least = REACH;
        for (ChartSeries series : model.series()) {
            double distance = distance(series.line(), layout, px, py);
            if (distance <= least) {
                least = distance;
                nearest = series;
            }
        }
        return Optional.ofNullable(nearest);
    }

    private static double distance(DataPoints line, ChartLayout layout, double px, double py) {
        AxisScale x = layout.x();
        int from = Math.max(0, line.firstFrom(x.value(px - REACH)) - 1);
        int to = Math.min(line.size(), line.firstFrom(x.value(px + REACH)) + 1);
        if (to - from <= FEW) {
            return segments(line, from, to, layout, px, py);
        }
        int low = line.lowest(
                line.firstFrom(x.value(px - 1)),
                line.firstFrom(x.value(px + 1)),
                layout.y().isPositive());
        int high = line.highest(
                line.firstFrom(x.value(px - 1)),
                line.firstFrom(x.value(px + 1)),
                layout.y().isPositive());
        if (low < 0 || high < 0) {
            return Double.POSITIVE_INFINITY;
        }
        double bottom = layout.y().pixel(line.y()[low]);
        double top = layout.y().pixel(line.y()[high]);
        return Math.max(0, Math.max(top - py, py - bottom));
    }

    private static double segments(DataPoints line, int from, int to, ChartLayout layout, double px, double py) {
        double least = Double.POSITIVE_INFINITY;
        double lastX = Double.NaN;
        double lastY = Double.NaN;
        for (int i = from; i < to; i++) {
            double atX = layout.x().pixel(line.x()[i]);
            double atY = layout.y().pixel(line.y()[i]);
            if (Double.isFinite(atX) && Double.isFinite(atY)) {
                boolean joined = Double.isFinite(lastY);
                double distance =
                        joined ? Line2D.ptSegDist(lastX, lastY, atX, atY, px, py) : Math.hypot(atX - px, atY - py);
                least = Math.min(least, distance);
            }
            lastX = atX;
            lastY = atY;
        }
        return least;
    }
}
