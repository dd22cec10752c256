package org.idem.chart.axis;

import org.idem.chart.AxisMapping;
import org.idem.chart.AxisRange;
import org.idem.chart.ChartAxis;
import org.idem.chart.ChartSeries;
import org.idem.chart.DataPoints;
import org.idem.chart.LineChartModel;
import org.idem.chart.Viewport;

/** Finds what the axes of a chart span. */
public final class DataRange {
    private static final AxisRange NOTHING = new AxisRange(0, 1);
    private static final AxisRange NOTHING_LOG = new AxisRange(0.1, 1);
    private static final double MARGIN = 0.04;
    /** Beyond these, lengths and margins leave what a double can hold. */
    private static final double LARGEST = 1e250;

    private static final double SMALLEST = 1e-250;

    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    private final AxisMapping mapping;
    private final boolean positive;

    private DataRange(AxisMapping mapping) {
        this.mapping = mapping;
        this.positive = mapping.isPositive();
    }

    /** What of the x axis is seen: the view's part, the axis' own limits, or what holds all data. */
    public static AxisRange x(LineChartModel model, Viewport view) {
        if (view.x() != null) {
            return view.x();
        }
        if (hasLimits(model.x(), view.mapX())) {
            return model.x().limits();
        }
        DataRange range = new DataRange(view.mapX());
        for (ChartSeries series : model.series()) {
            range.addX(series.line());
        }
        return range.range(0);
    }

    /** What of the y axis is seen: the view's part, the axis' own limits, or what holds the data over the visible x. */
    public static AxisRange y(LineChartModel model, Viewport view, AxisRange visible) {
        if (view.y() != null) {
            return view.y();
        }
        if (view.x() == null && hasLimits(model.y(), view.mapY())) {
            return model.y().limits();
        }
        DataRange range = new DataRange(view.mapY());
        for (ChartSeries series : model.series()) {
            range.addY(series.line(), visible);
            if (series.band() != null) {
                range.addY(series.band().low(), visible);
                range.addY(series.band().high(), visible);
            }
        }
        return range.range(MARGIN);
    }

    private static boolean hasLimits(ChartAxis axis, AxisMapping mapping) {
        return axis.limits() != null && (!mapping.isPositive() || axis.limits().low() > 0);
    }

    private void addX(DataPoints points) {
        double[] x = points.x();
        if (points.isAscending() && x.length > 0) {
            int first = positive ? points.firstFrom(Double.MIN_VALUE) : 0;
            add(x[Math.min(first, x.length - 1)]);
            add(x[x.length - 1]);
            return;
        }
        for (double value : x) {
            add(value);
        }
    }

    private void addY(DataPoints points, AxisRange visible) {
        if (points.isAscending()) {
            int from = points.firstFrom(visible.low());
            int to = points.firstFrom(Math.nextUp(visible.high()));
            int lowest = points.lowest(from, to, positive);
            if (lowest >= 0) {
                add(points.y()[lowest]);
                add(points.y()[points.highest(from, to, positive)]);
            }
            return;
        }
        for (int i = 0; i < points.size(); i++) {
            if (visible.contains(points.x()[i])) {
                add(points.y()[i]);
            }
        }
    }

    private void add(double value) {
        if (Double.isFinite(value) && (!positive || value > 0)) {
            double drawn = Math.max(positive ? SMALLEST : -LARGEST, Math.min(LARGEST, value));
            low = Math.min(low, drawn);
            high = Math.max(high, drawn);
        }
    }

    private AxisRange range(double margin) {
        if (low > high) {
            return positive ? NOTHING_LOG : NOTHING;
        }
        double from = mapping.toScale(low);
        double to = mapping.toScale(high);
        if (from == to) {
            double by = positive ? 0.3 : Math.abs(low) < SMALLEST ? 1 : Math.abs(low) / 2;
            return new AxisRange(mapping.fromScale(from - by), mapping.fromScale(to + by));
        }
        double by = (to - from) * margin;
        // Zero is a floor that means something: no empty strip below it.
        boolean grounded = !positive && low >= 0 && low < by;
        return new AxisRange(grounded ? 0 : mapping.fromScale(from - by), mapping.fromScale(to + by));
    }
}
