package org.idem.run;

import java.util.Arrays;

/** Reductions of a whole series to what a chart shows. */
public final class Downsample {
    private Downsample() {}

    /**
     * The exact extremes of each of {@code columns} columns between two steps, by one pass over the values. For many
     * views of one large series use {@link MinMaxPyramid}.
     */
    public static MinMaxBins minMax(MetricSeries series, double from, double to, int columns) {
        int[] bounds = MinMaxBins.bounds(series.steps(), from, to, columns);
        double[] min = new double[columns];
        double[] max = new double[columns];
        int[] count = new int[columns];
        int[] nonFinite = new int[columns];
        Arrays.fill(min, Double.NaN);
        Arrays.fill(max, Double.NaN);
        for (int c = 0; c < columns; c++) {
            count[c] = bounds[c + 1] - bounds[c];
            for (int i = bounds[c]; i < bounds[c + 1]; i++) {
                double value = series.values()[i];
                if (Double.isFinite(value)) {
                    min[c] = Double.isNaN(min[c]) ? value : Math.min(min[c], value);
                    max[c] = Double.isNaN(max[c]) ? value : Math.max(max[c], value);
                } else {
                    nonFinite[c]++;
                }
            }
        }
        return new MinMaxBins(from, to, min, max, count, nonFinite);
    }

    /**
     * Exponential moving average without the bias towards its start: the mean of all values so far, weighted by
     * {@code weight^age}. Every result lies between the least and the greatest value before it, and depends on earlier
     * values only. Values that are not finite are left out; before the first finite one the result is NaN.
     *
     * @param values the full series, never a sample of it
     * @param weight how much of the past stays, in [0, 1)
     */
    public static double[] debiasedEma(double[] values, double weight) {
        if (!(weight >= 0 && weight < 1)) {
            throw new IllegalArgumentException("weight must be in [0, 1): " + weight);
        }
        double[] smooth = new double[values.length];
        double mean = Double.NaN;
        double weights = 0;
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            if (Double.isFinite(value)) {
                weights = weights * weight + 1;
                mean = weights == 1 ? value : between(mean, value, mean + (value - mean) / weights);
            }
            smooth[i] = mean;
        }
        return smooth;
    }

    /** Takes back what rounding carried beyond the two values that were averaged. */
    private static double between(double a, double b, double value) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), value));
    }
}
