package org.idem.chart.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.idem.chart.ChartSeries;
import org.idem.chart.ExponentialAverage;
import org.idem.chart.LineChartModel;
import org.idem.chart.MovingExtremes;

/** Metrics over the steps of a training: as they were logged, or averaged over what was logged. */
public final class MetricChart {
    private static final int FEWEST_TO_SMOOTH = 3;

    private MetricChart() {}

    /** A curve through every value. */
    public static LineChartModel of(String title, String unit, List<Metric> metrics) {
        List<ChartSeries> curves = new ArrayList<>();
        for (Metric metric : metrics) {
            curves.add(line(metric, curves.size()));
        }
        return new LineChartModel(title, "step", unit, curves);
    }

    /**
     * A curve through the debiased moving average of each metric, over a band that holds every value.
     *
     * @param weight how much of the past stays, in [0, 1)
     */
    public static LineChartModel smoothed(String title, String unit, List<Metric> metrics, double weight) {
        List<ChartSeries> curves = new ArrayList<>();
        for (Metric metric : metrics) {
            curves.add(smoothed(metric, metrics.size() == 1, curves.size(), weight));
        }
        return new LineChartModel(title, "step", unit, curves);
    }

    private static ChartSeries line(Metric metric, int color) {
        return ChartSeries.line(metric.name(), color, metric.steps(), metric.values());
    }

    private static ChartSeries smoothed(Metric metric, boolean alone, int color, double weight) {
        double[] values = metric.values();
        if (values.length < FEWEST_TO_SMOOTH) {
            return line(metric, color);
        }
        String average = String.format(Locale.ROOT, "EMA %.2f, debiased", weight);
        return ChartSeries.line(
                        alone ? average : metric.name() + ", " + average,
                        color,
                        metric.steps(),
                        ExponentialAverage.interrupted(values, weight))
                .withBand(metric.steps(), MovingExtremes.lowest(values), MovingExtremes.highest(values))
                .withNotFinite(ChartSeries.notFinite(metric.steps(), values));
    }
}
