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
        int from = 0;
        int to = x.length;
        boolean ascending = ascending(x);
        if (ascending) {
            from = Math.max(0, ChartSeries.lowerBound(x, scale.range().low()) - 1);
            to = Math.min(x.length, ChartSeries.lowerBound(x, scale.range().high()) + 2);
        }
        boolean reduce = ascending && to - from > 2 * scale.columns();
        Decimation out = new Decimation(reduce ? 3 * scale.columns() + 12 : to - from);
        if (reduce) {
            out.columns(x, y, from, to, scale, logY);
        } else {
            for (int i = from; i < to; i++) {
                out.add(x, y, i, scale.log(), logY);
            }
        }
        return out.curve();
    }

    private Curve curve() {
        double[] y = Arrays.copyOf(outY, size);
        return new Curve(Arrays.copyOf(outX, size), y, y);
    }

    private void columns(double[] x, double[] y, int from, int to, AxisScale scale, boolean logY) {
        int i = from;
        while (i < to) {
            int column = column(x[i], scale);
            int lowest = -1;
            int highest = -1;
            int gap = -1;
            for (; i < to && column(x[i], scale) == column; i++) {
                if (!drawable(y[i], logY)) {
                    gap = i;
                    continue;
                }
                lowest = lowest < 0 || y[i] < y[lowest] ? i : lowest;
                highest = highest < 0 || y[i] > y[highest] ? i : highest;
            }
            addExtremes(x, y, Math.min(lowest, highest), Math.max(lowest, highest), gap);
        }
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

    /** A band from the lowest to the highest value of each column. */
    static Curve band(ChartSeries.Band band, AxisScale scale, boolean logY) {
        double[] x = band.x();
        int from = Math.max(0, ChartSeries.lowerBound(x, scale.range().low()) - 1);
        int to = Math.min(x.length, ChartSeries.lowerBound(x, scale.range().high()) + 2);
        boolean reduce = to - from > 2 * scale.columns();
        BandColumns out = new BandColumns(reduce ? scale.columns() + 4 : Math.max(0, to - from));
        for (int i = from; i < to; i++) {
            double floor = logY && band.low()[i] <= 0 ? band.high()[i] / 1000 : band.low()[i];
            if (drawable(x[i], scale.log()) && drawable(floor, logY) && drawable(band.high()[i], logY)) {
                out.add(reduce ? column(x[i], scale) : i, x[i], floor, band.high()[i]);
            }
        }
        return out.curve();
    }

    /** Collects a band column by column. On a logarithmic axis what starts at zero ends at a thousandth of its top. */
    private static final class BandColumns {
        private final double[] x;
        private final double[] low;
        private final double[] high;
        private int size;
        private int last = Integer.MIN_VALUE;

        BandColumns(int capacity) {
            x = new double[capacity];
            low = new double[capacity];
            high = new double[capacity];
        }

        void add(int column, double at, double from, double to) {
            if (column == last) {
                low[size - 1] = Math.min(low[size - 1], from);
                high[size - 1] = Math.max(high[size - 1], to);
                return;
            }
            x[size] = at;
            low[size] = from;
            high[size++] = to;
            last = column;
        }

        Curve curve() {
            return new Curve(Arrays.copyOf(x, size), Arrays.copyOf(low, size), Arrays.copyOf(high, size));
        }
    }

    private static int column(double x, AxisScale scale) {
        double pixel = scale.pixel(x) - Math.min(scale.start(), scale.end());
        return (int) Math.max(-1, Math.min(scale.columns() + 1.0, Math.floor(pixel)));
    }

    private static boolean drawable(double value, boolean log) {
        return Double.isFinite(value) && (!log || value > 0);
    }

    private static boolean ascending(double[] x) {
        for (int i = 1; i < x.length; i++) {
            if (!(x[i] >= x[i - 1])) {
                return false;
            }
        }
        return true;
    }
}
