package org.idem.ui.widgets.chart;

import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;

/**
 * All that a chart shows, immutable: a new state is a new model.
 *
 * @param title also the accessible name
 * @param markers vertical lines, such as a threshold
 */
public record LineChartModel(
        String title, String xLabel, String yLabel, List<ChartSeries> series, List<Marker> markers) {

    /** A vertical line with a word to it. */
    public record Marker(double x, String label) {}

    public LineChartModel {
        series = List.copyOf(series);
        markers = List.copyOf(markers);
    }

    public LineChartModel(String title, String xLabel, String yLabel, List<ChartSeries> series) {
        this(title, xLabel, yLabel, series, List.of());
    }

    public static LineChartModel empty(String title) {
        return new LineChartModel(title, "", "", List.of());
    }

    public LineChartModel withMarkers(List<Marker> lines) {
        return new LineChartModel(title, xLabel, yLabel, series, lines);
    }

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
