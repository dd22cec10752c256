package org.idem.ui.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.idem.chart.LineChartModel;
import org.idem.chart.catalog.AccuracyChart;
import org.idem.chart.catalog.Metric;
import org.idem.chart.catalog.MetricChart;
import org.idem.run.MetricHistory;
import org.idem.run.MetricSeries;
import org.idem.run.MetricTags;

/** The charts of a run and the metrics that each of them shows over the steps. No SWT: built on any thread. */
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

    /** Its heading. */
    public String title() {
        return title;
    }

    /** Whether its curve is averaged over steps unless the user says otherwise. */
    boolean isSmooth() {
        return smooth;
    }

    /** The chart of what has been logged so far. */
    LineChartModel model(MetricHistory history, boolean smoothed) {
        List<Metric> metrics = new ArrayList<>();
        for (String tag : history.tags()) {
            if (tags.test(tag)) {
                MetricSeries series = history.series(tag);
                metrics.add(Metric.of(name(tag), series.steps(), series.values()));
            }
        }
        if (this == ACCURACY) {
            return AccuracyChart.of(metrics);
        }
        return smoothed ? MetricChart.smoothed(title, unit, metrics, SMOOTHING) : MetricChart.of(title, unit, metrics);
    }

    private String name(String tag) {
        return isAccuracy(tag) ? tag.substring("eval/".length(), tag.lastIndexOf('/')) : title;
    }

    private static boolean isAccuracy(String tag) {
        return tag.startsWith("eval/") && tag.endsWith("/accuracy");
    }
}
