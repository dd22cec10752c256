package org.idem.run;

import java.util.List;

/**
 * How the values of one metric were spread at some steps, in the order of the steps.
 *
 * @param tag name such as {@code train/positive_cosines}
 * @param steps step of each histogram, ascending
 * @param wall seconds since 1970 of each
 * @param histograms as many
 */
public record HistogramSeries(String tag, long[] steps, double[] wall, List<ValueHistogram> histograms) {

    public HistogramSeries {
        histograms = List.copyOf(histograms);
        if (steps.length != wall.length || steps.length != histograms.size()) {
            throw new IllegalArgumentException("steps, times and histograms of " + tag + " differ in number");
        }
    }

    /** Returns the number of histograms, at least 0. */
    public int size() {
        return steps.length;
    }

    /** A quantile of each histogram as a series of values; see {@link ValueHistogram#quantile}. */
    public MetricSeries quantile(double share) {
        return new MetricSeries(
                tag,
                steps,
                wall,
                histograms.stream().mapToDouble(one -> one.quantile(share)).toArray());
    }
}
