package org.idem.chart;

import java.text.NumberFormat;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.idem.chart.ChartSeries.Emphasis;

/**
 * All that a chart shows, immutable: a new state is a new model. The same model is drawn on the screen, in the report
 * and into files.
 *
 * @param title also the accessible name
 * @param x horizontal axis
 * @param y vertical axis
 * @param series the curves, in the order of the legend
 * @param marks lines and shades
 */
public record LineChartModel(String title, ChartAxis x, ChartAxis y, List<ChartSeries> series, List<ChartMark> marks) {

    public LineChartModel {
        series = List.copyOf(series);
        marks = List.copyOf(marks);
    }

    /** Curves on linear axes that fit them. */
    public LineChartModel(String title, String xLabel, String yLabel, List<ChartSeries> series) {
        this(title, ChartAxis.linear(xLabel), ChartAxis.linear(yLabel), series, List.of());
    }

    /** Returns a chart that has a title and no curves. */
    public static LineChartModel empty(String title) {
        return new LineChartModel(title, "", "", List.of());
    }

    /** A chart whose values are being read. */
    public static LineChartModel reading(String title) {
        return empty(title).withMarks(List.of(new ChartMark.Note("Reading…")));
    }

    /** The same chart with other lines and shades. */
    public LineChartModel withMarks(List<? extends ChartMark> lines) {
        return new LineChartModel(title, x, y, series, List.copyOf(lines));
    }

    /** The same chart with the curves of a key seen before all others; the chart itself where it has none of it. */
    public LineChartModel emphasizing(String key) {
        if (series.stream().noneMatch(one -> one.key().equals(key))) {
            return this;
        }
        List<ChartSeries> seen = series.stream()
                .map(one -> one.withEmphasis(one.key().equals(key) ? Emphasis.STRONG : Emphasis.QUIET))
                .toList();
        return new LineChartModel(title, x, y, seen, marks);
    }

    /** What happened, in the order of x. */
    public List<ChartMark.Event> events() {
        return marks.stream()
                .filter(ChartMark.Event.class::isInstance)
                .map(ChartMark.Event.class::cast)
                .sorted(Comparator.comparingDouble(ChartMark.Event::x))
                .toList();
    }

    /** How many measured values all curves stand for. */
    public long points() {
        return series.stream().mapToLong(ChartSeries::points).sum();
    }

    /** For the status line. Decimation keeps each pixel column's extremes, so that nothing is ever dropped. */
    public String status() {
        long points = points();
        return NumberFormat.getIntegerInstance(Locale.ENGLISH).format(points)
                + (points == 1 ? " point, none dropped" : " points, none dropped");
    }
}
