package org.idem.ui.widgets.chart;

import java.util.List;

/** Finds the spans that show all data of a model. */
final class DataRange {
    private static final AxisRange NOTHING = new AxisRange(0, 1);
    private static final AxisRange NOTHING_LOG = new AxisRange(0.1, 1);
    private static final double MARGIN = 0.04;

    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    private final boolean log;

    private DataRange(boolean log) {
        this.log = log;
    }

    static AxisRange x(List<ChartSeries> series, boolean log) {
        DataRange extent = new DataRange(log);
        for (ChartSeries s : series) {
            if (Decimation.ascending(s.x()) && s.x().length > 0) {
                int first = log ? ChartSeries.lowerBound(s.x(), Double.MIN_VALUE) : 0;
                extent.add(s.x(), first, Math.min(s.x().length, first + 1));
                extent.add(s.x(), s.x().length - 1, s.x().length);
            } else {
                extent.add(s.x(), 0, s.x().length);
            }
        }
        return extent.span(0);
    }

    /** The y span over what is seen of the x axis. */
    static AxisRange y(List<ChartSeries> series, AxisRange visible, boolean log) {
        DataRange extent = new DataRange(log);
        for (ChartSeries s : series) {
            extent.add(s.x(), s.y(), visible);
            if (s.band() != null) {
                extent.add(s.band().x(), s.band().low(), visible);
                extent.add(s.band().x(), s.band().high(), visible);
            }
        }
        return extent.span(MARGIN);
    }

    private void add(double[] x, double[] y, AxisRange visible) {
        if (Decimation.ascending(x)) {
            int from = ChartSeries.lowerBound(x, visible.low());
            add(y, from, ChartSeries.lowerBound(x, Math.nextUp(visible.high())));
            return;
        }
        for (int i = 0; i < x.length; i++) {
            if (visible.contains(x[i])) {
                add(y, i, i + 1);
            }
        }
    }

    /** Comparisons with NaN are false: it falls out by itself. */
    private void add(double[] values, int from, int to) {
        double least = log ? Double.MIN_VALUE : -Double.MAX_VALUE;
        double smallest = low;
        double largest = high;
        for (int i = from; i < to; i++) {
            double value = values[i];
            if (value >= least && value <= Double.MAX_VALUE) {
                smallest = value < smallest ? value : smallest;
                largest = value > largest ? value : largest;
            }
        }
        low = smallest;
        high = largest;
    }

    private AxisRange span(double margin) {
        if (low > high) {
            return log ? NOTHING_LOG : NOTHING;
        }
        if (low == high) {
            double by = low == 0 ? 1 : Math.abs(low) / 2;
            return new AxisRange(low - by, high + by);
        }
        double from = AxisRange.forward(low, log);
        double to = AxisRange.forward(high, log);
        double by = (to - from) * margin;
        // Zero is a floor that means something: no empty strip below it.
        boolean grounded = !log && low >= 0 && low < by;
        return new AxisRange(grounded ? 0 : AxisRange.back(from - by, log), AxisRange.back(to + by, log));
    }
}
