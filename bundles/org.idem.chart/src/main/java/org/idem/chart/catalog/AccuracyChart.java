package org.idem.chart.catalog;

import java.util.List;
import org.idem.chart.ChartMark;
import org.idem.chart.LineChartModel;

/** Accuracy on each verification set over the steps of a training, a dot for each verification. */
public final class AccuracyChart {
    private static final double PERCENT = 100;
    private static final List<ChartMark> CHANCE = List.of(new ChartMark.HorizontalLine(50, "chance"));

    private AccuracyChart() {}

    /**
     * Returns the chart of accuracies over steps.
     *
     * @param accuracies by set, as fractions of 1
     */
    public static LineChartModel of(List<Metric> accuracies) {
        LineChartModel lines = MetricChart.of(
                "Verification accuracy",
                "accuracy (%)",
                accuracies.stream().map(metric -> metric.times(PERCENT)).toList());
        return new LineChartModel(
                lines.title(),
                lines.x(),
                lines.y(),
                lines.series().stream().map(series -> series.withDots()).toList(),
                CHANCE);
    }
}
