package org.idem.chart.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.idem.chart.ChartSeries;
import org.idem.chart.ExponentialAverage;
import org.idem.chart.LineChartModel;
import org.idem.chart.MovingExtremes;

/** One metric of several runs over a common axis, each in the style that it has everywhere. */
public final class OverlaidChart {
    private static final int FEWEST_TO_SMOOTH = 3;
    private static final int DOTTED = 40;

    private OverlaidChart() {}

    /**
     * A run's values.
     *
     * @param key by which the run is found in other charts
     * @param name what the legend calls the run
     * @param style index into the palette
     * @param x ascending
     * @param values as many; NaN and infinities as they were logged
     */
    public record Curve(String key, String name, int style, double[] x, double[] values) {}

    /**
     * Returns the chart.
     *
     * @param title the metric
     * @param xLabel the common axis
     * @param weight how much of the past stays in the averages that are drawn over bands of all values, in [0, 1); 0 for the
     *     values themselves
     */
    public static LineChartModel of(String title, String xLabel, List<Curve> curves, double weight) {
        List<ChartSeries> series = new ArrayList<>();
        boolean averaged = false;
        for (Curve curve : curves) {
            boolean smooth = weight > 0 && curve.values().length >= FEWEST_TO_SMOOTH;
            averaged |= smooth;
            series.add(smooth ? smoothed(curve, weight) : plain(curve));
        }
        String whole = averaged ? title + String.format(Locale.ROOT, " (EMA %.2f, debiased)", weight) : title;
        return new LineChartModel(whole, xLabel, "", series);
    }

    private static ChartSeries plain(Curve curve) {
        ChartSeries line = ChartSeries.line(curve.name(), curve.style(), curve.x(), curve.values());
        ChartSeries keyed = line.withKey(curve.key());
        return curve.values().length <= DOTTED ? keyed.withDots() : keyed;
    }

    private static ChartSeries smoothed(Curve curve, double weight) {
        double[] values = curve.values();
        return ChartSeries.line(curve.name(), curve.style(), curve.x(), ExponentialAverage.interrupted(values, weight))
                .withKey(curve.key())
                .withBand(curve.x(), MovingExtremes.lowest(values), MovingExtremes.highest(values))
                .withNotFinite(ChartSeries.notFinite(curve.x(), values));
    }
}
