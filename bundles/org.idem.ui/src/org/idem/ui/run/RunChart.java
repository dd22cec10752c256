package org.idem.ui.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Predicate;
import org.idem.run.MetricTags;
import org.idem.run.Downsample;
import org.idem.run.MetricHistory;
import org.idem.run.MetricSeries;
import org.idem.ui.widgets.chart.ChartSeries;
import org.idem.ui.widgets.chart.LineChartModel;

/** The charts of a run and the metrics that each of them shows over the steps. No SWT: built on any thread. */
public enum RunChart {
    /** Training loss. */
    LOSS("Loss", "loss", tag -> tag.equals(MetricTags.LOSS), true, 1),
    /** Accuracy of each verification set, in percent. */
    ACCURACY("Verification accuracy", "accuracy (%)", RunChart::isAccuracy, false, 100),
    /** Learning rate. */
    LEARNING_RATE("Learning rate", "learning rate", tag -> tag.equals(MetricTags.LEARNING_RATE), false, 1),
    /** Speed of all workers together. */
    SPEED("Speed", "images/s", tag -> tag.equals(MetricTags.IMAGES_PER_SECOND), false, 1);

    private static final double SMOOTHING = 0.9;

    private final String title;
    private final String unit;
    private final Predicate<String> tags;
    private final boolean smooth;
    private final double factor;

    RunChart(String title, String unit, Predicate<String> tags, boolean smooth, double factor) {
        this.title = title;
        this.unit = unit;
        this.tags = tags;
        this.smooth = smooth;
        this.factor = factor;
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
        List<ChartSeries> curves = new ArrayList<>();
        for (String tag : history.tags()) {
            if (tags.test(tag)) {
                curves.add(curve(history.series(tag), curves.size(), smoothed));
            }
        }
        return new LineChartModel(title, "step", unit, curves);
    }

    private ChartSeries curve(MetricSeries series, int color, boolean smoothed) {
        double[] x = Arrays.stream(series.steps()).asDoubleStream().toArray();
        double[] y = Arrays.stream(series.values()).map(v -> factor * v).toArray();
        if (!smoothed || y.length < 3) {
            return ChartSeries.line(name(series.tag()), color, x, y);
        }
        ChartSeries raw = ChartSeries.line("EMA 0.90, debiased", color, x, y);
        ChartSeries line = ChartSeries.line(raw.name(), color, x, Downsample.debiasedEma(y, SMOOTHING));
        return line.withBand(x, around(y, Math::min), around(y, Math::max)).withNotFinite(raw.notFinite());
    }

    /** The extreme of each value and its two neighbours: the band that raw values fill. */
    private static double[] around(double[] y, DoubleBinaryOperator extreme) {
        double[] band = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            double left = extreme.applyAsDouble(y[Math.max(0, i - 1)], y[i]);
            band[i] = extreme.applyAsDouble(left, y[Math.min(y.length - 1, i + 1)]);
        }
        return band;
    }

    private String name(String tag) {
        return isAccuracy(tag) ? tag.substring("eval/".length(), tag.lastIndexOf('/')) : title;
    }

    private static boolean isAccuracy(String tag) {
        return tag.startsWith("eval/") && tag.endsWith("/accuracy");
    }
}
