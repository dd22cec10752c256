package org.idem.ui.charts;

import java.util.ArrayList;
import java.util.List;
import org.idem.chart.LineChartModel;
import org.idem.chart.catalog.DistributionChart;
import org.idem.run.HistogramSeries;
import org.idem.run.MetricTags;
import org.idem.run.compare.MetricAxis;
import org.idem.run.compare.RunScale;

/** Histograms of runs over an axis. No SWT: on any thread. */
public final class SpreadChart {
    private final String title;
    private final MetricAxis axis;
    private final List<DistributionChart.Spread> spreads = new ArrayList<>();

    /** A chart without anything yet. */
    public SpreadChart(String title, MetricAxis axis) {
        this.title = title;
        this.axis = axis;
    }

    /** Adds how the values of a metric are spread; one without histograms, or without a place on the axis, adds nothing. */
    public SpreadChart add(String name, String key, int style, HistogramSeries series, RunScale scale) {
        double[] x = axis.of(series.quantile(0), scale);
        if (x.length > 0 && !Double.isNaN(x[0])) {
            spreads.add(new DistributionChart.Spread(
                    name,
                    key,
                    style,
                    x,
                    series.quantile(0.05).values(),
                    series.quantile(0.25).values(),
                    series.quantile(0.5).values(),
                    series.quantile(0.75).values(),
                    series.quantile(0.95).values()));
        }
        return this;
    }

    /** What was added, as a chart. */
    public LineChartModel model() {
        return DistributionChart.of(title, axis.label(), "", spreads);
    }

    /** What a histogram's tag is called in a legend. */
    public static String name(String tag) {
        return switch (tag) {
            case MetricTags.POSITIVE_COSINES -> "own class";
            case MetricTags.NEGATIVE_COSINES -> "other classes";
            default -> tag;
        };
    }
}
