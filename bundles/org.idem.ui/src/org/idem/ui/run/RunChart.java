package org.idem.ui.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.idem.chart.ChartAxis;
import org.idem.chart.LineChartModel;
import org.idem.chart.catalog.AccuracyChart;
import org.idem.chart.catalog.Metric;
import org.idem.chart.catalog.MetricChart;
import org.idem.run.MetricHistory;
import org.idem.run.MetricSeries;
import org.idem.run.MetricTags;
import org.idem.run.compare.MetricAxis;
import org.idem.run.compare.RunScale;
import org.idem.ui.charts.ChartChoice;
import org.idem.ui.charts.SpreadChart;

/** The charts of a run and the metrics that each of them shows. No SWT: built on any thread. */
public enum RunChart {
    /** Training loss. */
    LOSS("Loss", "loss", tag -> tag.equals(MetricTags.LOSS), true),
    /** Accuracy of each verification set, in percent. */
    ACCURACY("Verification accuracy", "accuracy (%)", RunChart::isAccuracy, false),
    /** Learning rate. */
    LEARNING_RATE("Learning rate", "learning rate", tag -> tag.equals(MetricTags.LEARNING_RATE), false),
    /** Speed of all workers together. */
    SPEED("Speed", "images/s", tag -> tag.equals(MetricTags.IMAGES_PER_SECOND), true);

    private static final double SMOOTHING = 0.9;
    private static final String COSINES = "COSINES";

    private final String title;
    private final String unit;
    private final Predicate<String> tags;
    private final boolean smooth;

    RunChart(String title, String unit, Predicate<String> tags, boolean smooth) {
        this.title = title;
        this.unit = unit;
        this.tags = tags;
        this.smooth = smooth;
    }

    /** The charts of what has been logged so far, by their ids: the usual ones unless others were chosen. */
    static Map<String, LineChartModel> models(MetricHistory history, ChartChoice choice, RunScale scale) {
        Map<String, LineChartModel> models = new LinkedHashMap<>();
        if (choice.tags().isEmpty()) {
            for (RunChart chart : values()) {
                models.put(chart.name(), chart.model(history, choice, scale));
            }
            if (!history.histogramTags().isEmpty()) {
                models.put(COSINES, cosines(history, choice.axis(), scale));
            }
        }
        for (String tag : choice.tags()) {
            if (history.histogramTags().contains(tag)) {
                models.put(tag, spread(tag, List.of(tag), history, choice.axis(), scale));
                continue;
            }
            boolean averaged = choice.smoothed() && tag.startsWith("train/") && !tag.equals(MetricTags.LEARNING_RATE);
            List<Metric> metrics = metric(history, tag, tag, choice.axis(), scale);
            models.put(
                    tag,
                    over(
                            choice.axis(),
                            averaged
                                    ? MetricChart.smoothed(tag, "", metrics, SMOOTHING)
                                    : MetricChart.of(tag, "", metrics)));
        }
        return models;
    }

    /** How alike embeddings are to their own class and to others: the two drift apart in a training that learns. */
    private static LineChartModel cosines(MetricHistory history, MetricAxis axis, RunScale scale) {
        List<String> tags = List.of(MetricTags.POSITIVE_COSINES, MetricTags.NEGATIVE_COSINES);
        return spread("Cosines with class centers", tags, history, axis, scale);
    }

    private static LineChartModel spread(
            String title, List<String> tags, MetricHistory history, MetricAxis axis, RunScale scale) {
        SpreadChart chart = new SpreadChart(title, axis);
        for (int i = 0; i < tags.size(); i++) {
            String tag = tags.get(i);
            chart.add(SpreadChart.name(tag), tag, i, history.histograms(tag), scale);
        }
        return chart.model();
    }

    private LineChartModel model(MetricHistory history, ChartChoice choice, RunScale scale) {
        List<Metric> metrics = new ArrayList<>();
        for (String tag : history.tags()) {
            if (tags.test(tag)) {
                metrics.addAll(metric(history, tag, name(tag), choice.axis(), scale));
            }
        }
        if (this == ACCURACY) {
            return over(choice.axis(), AccuracyChart.of(metrics));
        }
        return over(
                choice.axis(),
                smooth && choice.smoothed()
                        ? MetricChart.smoothed(title, unit, metrics, SMOOTHING)
                        : MetricChart.of(title, unit, metrics));
    }

    /** None where nothing is logged, or the axis is not known. */
    private static List<Metric> metric(
            MetricHistory history, String tag, String name, MetricAxis axis, RunScale scale) {
        MetricSeries series = history.series(tag);
        double[] x = axis.of(series, scale);
        return x.length == 0 || Double.isNaN(x[0]) ? List.of() : List.of(new Metric(name, x, series.values()));
    }

    private static LineChartModel over(MetricAxis axis, LineChartModel model) {
        return new LineChartModel(
                model.title(), ChartAxis.linear(axis.label()), model.y(), model.series(), model.marks());
    }

    private String name(String tag) {
        return isAccuracy(tag) ? tag.substring("eval/".length(), tag.lastIndexOf('/')) : title;
    }

    /** Whether a chart, by its id, shows a metric. */
    static boolean shows(String id, String tag) {
        for (RunChart chart : values()) {
            if (chart.name().equals(id)) {
                return chart.tags.test(tag);
            }
        }
        return id.equals(tag);
    }

    private static boolean isAccuracy(String tag) {
        return tag.startsWith("eval/") && tag.endsWith("/accuracy");
    }
}
