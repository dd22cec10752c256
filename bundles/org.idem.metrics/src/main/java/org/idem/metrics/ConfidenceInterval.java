package org.idem.metrics;

import java.util.Arrays;

/**
 * A two-sided confidence interval of a rate, or of a difference of two.
 *
 * @param low lower end, of a rate in [0, 1], of a difference in [−1, 1]
 * @param high upper end, in the same range
 */
public record ConfidenceInterval(double low, double high) {

    /** The confidence that tables use. */
    public static final double USUAL = 0.95;

    /**
     * Wilson's score interval, without continuity correction (E. B. Wilson, 1927).
     *
     * @param k successes
     * @param n trials, at least 1
     * @param confidence in (0, 1)
     */
    public static ConfidenceInterval wilson(long k, long n, double confidence) {
        check(k, n);
        double z = Distributions.normalQuantile(0.5 + confidence / 2);
        double p = (double) k / n;
        double square = z * z;
        double center = (p + square / (2.0 * n)) / (1 + square / n);
        double half = z * Math.sqrt(p * (1 - p) / n + square / (4.0 * n * n)) / (1 + square / n);
        return new ConfidenceInterval(Math.max(0, center - half), Math.min(1, center + half));
    }

    /**
     * The exact interval (C. J. Clopper, E. S. Pearson, 1934): never covers less than the confidence.
     *
     * @param k successes
     * @param n trials, at least 1
     * @param confidence in (0, 1)
     */
    public static ConfidenceInterval clopperPearson(long k, long n, double confidence) {
        check(k, n);
        double tail = (1 - confidence) / 2;
        double low = k == 0 ? 0 : Distributions.betaQuantile(tail, k, n - k + 1.0);
        double high = k == n ? 1 : Distributions.betaQuantile(1 - tail, k + 1.0, n - k);
        return new ConfidenceInterval(low, high);
    }

    /**
     * The interval that holds the middle 95 % of what a bootstrap found; values that are NaN count for nothing, and of no
     * value both ends are NaN.
     */
    static ConfidenceInterval ofPercentiles(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        double tail = (1 - USUAL) / 2;
        return new ConfidenceInterval(quantile(sorted, tail), quantile(sorted, 1 - tail));
    }

    /** Linear between the values, as most libraries have it. */
    private static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** Whether the interval holds a value. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    private static void check(long k, long n) {
        if (n < 1 || k < 0 || k > n) {
            throw new IllegalArgumentException(k + " successes of " + n + " trials");
        }
    }
}
