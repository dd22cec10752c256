package org.idem.chart;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A chart as a table: a row for each x at which a curve has a value, a column for each curve. Immutable; cells are looked up
 * when they are asked for, so that millions of rows cost no more than their x.
 */
public final class PointTable {
    private final List<ChartSeries> series;
    private final double[] x;

    /** The points of a chart; of curves that run backwards none. Takes time by their number: not for a UI thread. */
    public PointTable(LineChartModel model) {
        series = model.series().stream()
                .filter(one -> one.points() > 0 && one.line().isAscending())
                .toList();
        x = series.stream()
                .flatMapToDouble(one -> Arrays.stream(one.line().x()))
                .sorted()
                .distinct()
                .toArray();
    }

    /** The curves, in the order of the columns. */
    public List<ChartSeries> series() {
        return series;
    }

    /** How many rows there are. */
    public int rows() {
        return x.length;
    }

    /** The x of a row. */
    public double x(int row) {
        return x[row];
    }

    /** The value of a curve in a row, NaN and infinities as they are; empty where it has none. */
    public OptionalDouble value(int row, int column) {
        DataPoints line = series.get(column).line();
        int at = line.firstFrom(x[row]);
        return at < line.size() && Double.compare(line.x()[at], x[row]) == 0
                ? OptionalDouble.of(line.y()[at])
                : OptionalDouble.empty();
    }
}
