package org.idem.chart.paint;

import java.util.Arrays;
import org.idem.chart.ChartSeries;
import org.idem.chart.DataPoints;
import org.idem.chart.axis.AxisScale;

/**
 * Reduces a curve to the first, the lowest, the highest and the last value of each column of the drawing, in their order:
 * within every column the line covers what the line through all points covers (known as M4). Takes time by the number of
 * columns, not of points.
 */
final class Decimation {
    /** A reduced curve, or a band when {@code high} is a second array. */
    record Curve(double[] x, double[] low, double[] high) {
        int size() {
            return x.length;
        }
    }

    /** Takes the points of one column, from {@code start} up to but not including {@code end}; never none. */
    private interface ColumnVisitor {
        void visit(int start, int end);
    }

    /** Most points that one column leaves. */
    private static final int MOST = 4;

    private final boolean logX;
    private final boolean logY;
    private final double[] x;
    private final double[] low;
    private final double[] high;
    private int size;
    private int last = -1;

    private Decimation(int capacity, boolean band, boolean logX, boolean logY) {
        this.logX = logX;
        this.logY = logY;
        x = new double[capacity];
        low = new double[capacity];
        high = band ? new double[capacity] : low;
    }

    /**
     * A line through the extremes of each column.
     *
     * @param scale the visible x values over the columns
     * @param logY drops values that a logarithmic axis cannot show
     */
    static Curve line(DataPoints points, AxisScale scale, boolean logY) {
        int from = points.isAscending() ? first(points, scale) : 0;
        int to = points.isAscending() ? end(points, scale) : points.size();
        boolean reduce = points.isAscending() && to - from > 2 * scale.columns();
        Decimation out = new Decimation(capacity(reduce, to - from, scale), false, scale.isPositive(), logY);
        if (reduce) {
            forColumns(points, from, to, scale, (start, end) -> out.addColumn(points, start, end));
        } else {
            for (int i = from; i < to; i++) {
                out.add(points, i);
            }
        }
        return out.curve();
    }

    /**
     * A band from the lowest to the highest value of each column. On a logarithmic axis what starts at or below zero ends
     * at a thousandth of its top.
     */
    static Curve band(ChartSeries.Band band, AxisScale scale, boolean logY) {
        DataPoints points = band.low();
        int from = first(points, scale);
        int to = end(points, scale);
        boolean reduce = to - from > 2 * scale.columns();
        Decimation out = new Decimation(capacity(reduce, to - from, scale), true, scale.isPositive(), logY);
        if (reduce) {
            forColumns(points, from, to, scale, (start, end) -> out.addColumn(band, start, end));
        } else {
            for (int i = from; i < to; i++) {
                out.add(band, i, i, i + 1);
            }
        }
        return out.curve();
    }

    private static int capacity(boolean reduce, int points, AxisScale scale) {
        return reduce ? MOST * (scale.columns() + 2) : Math.max(0, points);
    }

    /** The last point before the view, to which the line leads, or the first one. */
    private static int first(DataPoints points, AxisScale scale) {
        return Math.max(0, points.firstFrom(scale.range().low()) - 1);
    }

    private static int end(DataPoints points, AxisScale scale) {
        return Math.min(points.size(), points.firstFrom(scale.range().high()) + 2);
    }

    /** Finds each column's points by its borders: looking up a border is cheaper than placing every point. */
    private static void forColumns(DataPoints points, int from, int to, AxisScale scale, ColumnVisitor visitor) {
        double left = Math.min(scale.start(), scale.end());
        int start = from;
        int guess = from;
        for (int column = 0; column <= scale.columns() && start < to; column++) {
            int end = Math.min(to, points.firstFrom(scale.value(left + column), start, to, guess));
            // Columns are alike more often than not.
            guess = end + (end - start);
            if (end > start) {
                visitor.visit(start, end);
                start = end;
            }
        }
        if (start < to) {
            visitor.visit(start, to);
        }
    }

    /** A gap shows only in a column without any value: a narrower one has no room, and its mark stands above. */
    private void addColumn(DataPoints points, int start, int end) {
        int lowest = points.lowest(start, end, logY);
        int highest = points.highest(start, end, logY);
        if (lowest < 0) {
            add(points, start);
            return;
        }
        addOnce(points, first(points, start, end));
        addOnce(points, Math.min(lowest, highest));
        addOnce(points, Math.max(lowest, highest));
        addOnce(points, last(points, start, end));
    }

    /** The first index of a column whose value can be drawn; there is one. */
    private int first(DataPoints points, int start, int end) {
        int i = start;
        while (i < end - 1 && !isDrawable(points.y()[i], logY)) {
            i++;
        }
        return i;
    }

    private int last(DataPoints points, int start, int end) {
        int i = end - 1;
        while (i > start && !isDrawable(points.y()[i], logY)) {
            i--;
        }
        return i;
    }

    private void addOnce(DataPoints points, int i) {
        if (i > last) {
            add(points, i);
        }
    }

    private void add(DataPoints points, int i) {
        last = i;
        if (isDrawable(points.x()[i], logX)) {
            double value = isDrawable(points.y()[i], logY) ? points.y()[i] : Double.NaN;
            put(points.x()[i], value, value);
        }
    }

    /** Its edges lead in at the first point and out at the last; between them it spans the extremes. */
    private void addColumn(ChartSeries.Band band, int start, int end) {
        add(band, start, start, start + 1);
        if (end - start > 1) {
            int before = size;
            add(band, start, start, end);
            if (size > before) {
                put(band.low().x()[end - 1], low[before], high[before]);
            }
            add(band, end - 1, end - 1, end);
        }
    }

    /** The extremes of a stretch, at the x of one of its points. */
    private void add(ChartSeries.Band band, int at, int start, int end) {
        double place = band.low().x()[at];
        int highest = band.high().highest(start, end, logY);
        if (highest >= 0 && isDrawable(place, logX)) {
            double top = band.high().y()[highest];
            int lowest = band.low().lowest(start, end, false);
            double bottom = lowest < 0 ? top : band.low().y()[lowest];
            put(place, logY && bottom <= 0 ? top / 1000 : bottom, top);
        }
    }

    private void put(double place, double bottom, double top) {
        x[size] = place;
        low[size] = bottom;
        high[size++] = top;
    }

    private Curve curve() {
        double[] bottom = Arrays.copyOf(low, size);
        return new Curve(Arrays.copyOf(x, size), bottom, low == high ? bottom : Arrays.copyOf(high, size));
    }

    private static boolean isDrawable(double value, boolean log) {
        return Double.isFinite(value) && (!log || value > 0);
    }
}
