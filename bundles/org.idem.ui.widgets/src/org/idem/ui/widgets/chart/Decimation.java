package org.idem.ui.widgets.chart;

import java.util.Arrays;

/**
 * Reduces a curve to the lowest and the highest value of each pixel column, in their order: the picture is that of all
 * points, outliers included.
 */
final class Decimation {
    /** A reduced curve, or band when {@code high} is a second array. */
    record Curve(double[] x, double[] low, double[] high) {
        int size() {
            return x.length;
        }
    }

    private final double[] outX;
    private final double[] outY;
    private int size;

    private Decimation(int capacity) {
        outX = new double[capacity];
        outY = new double[capacity];
    }

    /** @param logY drops values that a logarithmic axis cannot show */
    static Curve line(double[] x, double[] y, AxisScale scale, boolean logY) {
        boolean ascending = ascending(x);
        int from = ascending ? first(x, scale) : 0;
        int to = ascending ? end(x, scale) : x.length;
        boolean reduce = ascending && to - from > 2 * scale.columns();
        Decimation out = new Decimation(reduce ? 2 * scale.columns() + 8 : to - from);
        if (reduce) {
            forColumns(x, from, to, scale, (start, end) -> out.addColumn(x, y, start, end, logY));
        } else {
            for (int i = from; i < to; i++) {
                out.add(x, y, i, scale.log(), logY);
            }
        }
        return out.curve();
    }

    /** The last point before the view, to which the line leads, or the first one. */
    private static int first(double[] x, AxisScale scale) {
        return Math.max(0, ChartSeries.lowerBound(x, scale.range().low()) - 1);
    }

    private static int end(double[] x, AxisScale scale) {
        return Math.min(x.length, ChartSeries.lowerBound(x, scale.range().high()) + 2);
    }

    /** Half-open ranges of points, none of them empty. */
    private interface Columns {
        void column(int start, int end);
    }

    /** Finds each column's points by its borders: looking up a border is cheaper than placing every point. */
    private static void forColumns(double[] x, int from, int to, AxisScale scale, Columns columns) {
        int start = from;
        for (int column = 0; column <= scale.columns() && start < to; column++) {
            double border = scale.value(Math.min(scale.start(), scale.end()) + column);
            int end = Math.min(to, ChartSeries.lowerBound(x, border, start, to));
            if (end > start) {
                columns.column(start, end);
                start = end;
            }
        }
        if (start < to) {
            columns.column(start, to);
        }
    }

    private void addColumn(double[] x, double[] y, int start, int end, boolean logY) {
        int lowest = -1;
        int highest = -1;
        for (int i = start; i < end; i++) {
            if (drawable(y[i], logY)) {
                lowest = lowest < 0 || y[i] < y[lowest] ? i : lowest;
                highest = highest < 0 || y[i] > y[highest] ? i : highest;
            }
        }
        addExtremes(x, y, Math.min(lowest, highest), Math.max(lowest, highest), start);
    }

    private Curve curve() {
        double[] y = Arrays.copyOf(outY, size);
        return new Curve(Arrays.copyOf(outX, size), y, y);
    }

    /** A gap shows only in a column without any value: a narrower one has no room, and its mark stands above. */
    private void addExtremes(double[] x, double[] y, int first, int second, int gap) {
        if (first >= 0) {
            put(x[first], y[first]);
            if (second != first) {
                put(x[second], y[second]);
            }
        } else {
            put(x[gap], Double.NaN);
        }
    }

    private void add(double[] x, double[] y, int i, boolean logX, boolean logY) {
        if (drawable(x[i], logX)) {
            put(x[i], drawable(y[i], logY) ? y[i] : Double.NaN);
        }
    }

    private void put(double x, double y) {
        outX[size] = x;
        outY[size++] = y;
    }

    /**
     * A band from the lowest to the highest value of each column. On a logarithmic axis what starts at or below zero ends
     * at a thousandth of its top.
     */
    static Curve band(ChartSeries.Band band, AxisScale scale, boolean logY) {
        double[] x = band.x();
        int from = first(x, scale);
        int to = end(x, scale);
        boolean reduce = to - from > 2 * scale.columns();
        BandColumns out =
                new BandColumns(band, scale.log(), logY, reduce ? scale.columns() + 4 : Math.max(0, to - from));
        if (reduce) {
            forColumns(x, from, to, scale, out::add);
        } else {
            for (int i = from; i < to; i++) {
                out.add(i, i + 1);
            }
        }
        return out.curve();
    }

    /** Collects a band column by column. */
    private static final class BandColumns {
        private final ChartSeries.Band band;
        private final boolean logX;
        private final boolean logY;
        private final double[] x;
        private final double[] low;
        private final double[] high;
        private int size;

        BandColumns(ChartSeries.Band band, boolean logX, boolean logY, int capacity) {
            this.band = band;
            this.logX = logX;
            this.logY = logY;
            x = new double[capacity];
            low = new double[capacity];
            high = new double[capacity];
        }

        void add(int start, int end) {
            double bottom = Double.POSITIVE_INFINITY;
            double top = Double.NEGATIVE_INFINITY;
            for (int i = start; i < end; i++) {
                double floor = logY && band.low()[i] <= 0 ? band.high()[i] / 1000 : band.low()[i];
                if (drawable(floor, logY) && drawable(band.high()[i], logY)) {
                    bottom = Math.min(bottom, floor);
                    top = Math.max(top, band.high()[i]);
                }
            }
            if (bottom <= top && drawable(band.x()[start], logX)) {
                x[size] = band.x()[start];
                low[size] = bottom;
                high[size++] = top;
            }
        }

        Curve curve() {
            return new Curve(Arrays.copyOf(x, size), Arrays.copyOf(low, size), Arrays.copyOf(high, size));
        }
    }

    private static boolean drawable(double value, boolean log) {
        return Double.isFinite(value) && (!log || value > 0);
    }

    static boolean ascending(double[] x) {
        for (int i = 1; i < x.length; i++) {
            if (!(x[i] >= x[i - 1])) {
                return false;
            }
        }
        return true;
    }
}
