package org.idem.run.query;

import java.util.Locale;
import java.util.stream.DoubleStream;
import org.idem.run.MetricSeries;

/**
 * One metric of a run in figures; NaN where there is no value.
 *
 * @param last the last value
 * @param min the smallest, NaN left out
 * @param max the greatest, NaN left out
 * @param best the greatest of what is to grow (accuracies, TAR, AUC, images per second), the smallest of everything else
 * @param points number of values
 */
public record MetricFigures(double last, double min, double max, double best, int points) {

    /** Of extremes that are known. */
    static MetricFigures of(String tag, double last, double min, double max, int points) {
        return new MetricFigures(last, min, max, isToGrow(tag) ? max : min, points);
    }

    /** Of all values of a metric. */
    public static MetricFigures of(MetricSeries series) {
        DoubleStream.Builder finite = DoubleStream.builder();
        for (double value : series.values()) {
            if (!Double.isNaN(value)) {
                finite.add(value);
            }
        }
        double[] values = finite.build().toArray();
        double min = DoubleStream.of(values).min().orElse(Double.NaN);
        double max = DoubleStream.of(values).max().orElse(Double.NaN);
        return of(series.tag(), series.last(), min, max, series.size());
    }

    /** Whether more of a metric is better, as of accuracies. */
    public static boolean isToGrow(String tag) {
        String name = tag.toLowerCase(Locale.ROOT);
        return name.contains("accuracy") || name.contains("tar") || name.contains("auc") || name.contains("per_second");
    }
}
