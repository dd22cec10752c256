package org.idem.watch;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A few numbers in the order of time, described by figures that outliers hardly move. */
record Series(double[] values) {
    /** Distance of the quartiles of a normal distribution, in standard deviations. */
    private static final double QUARTILES = 1.349;

    /** The middle one; NaN where there is none. */
    double median() {
        return quantile(values, 0.5);
    }

    /** Distance between the quartiles. */
    double spread() {
        return quantile(values, 0.75) - quantile(values, 0.25);
    }

    /** Change from the first to the last along the median slope of all pairs (Theil 1950, Sen 1968). */
    double trend() {
        int n = values.length;
        double[] slopes = IntStream.range(0, n)
                .boxed()
                .flatMapToDouble(i -> IntStream.range(i + 1, n).mapToDouble(j -> (values[j] - values[i]) / (j - i)))
                .toArray();
        return quantile(slopes, 0.5) * (n - 1);
    }

    /**
     * Standard error of {@link #trend}, for the noise of values that have no trend: that of a straight line's ends, with
     * the deviation that quartiles of a normal distribution stand for.
     */
    double trendError() {
        return spread() / QUARTILES * Math.sqrt(12.0 / values.length);
    }

    private static double quantile(double[] of, double share) {
        if (of.length == 0) {
            return Double.NaN;
        }
        double[] sorted = of.clone();
        Arrays.sort(sorted);
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
