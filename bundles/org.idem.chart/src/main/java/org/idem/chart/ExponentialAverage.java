package org.idem.chart;

/** The moving average that smooths a curve. */
public final class ExponentialAverage {
    private ExponentialAverage() {}

    /**
     * Exponential moving average without the bias towards its start: the mean of all values so far, weighted by
     * {@code weight^age}. Every result lies between the least and the greatest value before it, and depends on earlier
     * values only. Values that are not finite are left out; before the first finite one the result is NaN.
     *
     * @param values the full series, never a sample of it
     * @param weight how much of the past stays, in [0, 1)
     * @throws IllegalArgumentException if the weight is outside
     */
    public static double[] debiased(double[] values, double weight) {
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

    /** The same with NaN wherever the value is not finite, so that a gap in what was measured is one in the curve. */
    public static double[] interrupted(double[] values, double weight) {
        double[] smooth = debiased(values, weight);
        for (int i = 0; i < values.length; i++) {
            smooth[i] = Double.isFinite(values[i]) ? smooth[i] : Double.NaN;
        }
        return smooth;
    }

    /** Takes back what rounding carried beyond the two values that were averaged. */
    private static double between(double a, double b, double value) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), value));
    }
}
