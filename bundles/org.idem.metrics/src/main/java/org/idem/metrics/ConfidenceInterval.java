package org.idem.metrics;

/**
 * A two-sided confidence interval of a rate.
 *
 * @param low lower end, in [0, 1]
 * @param high upper end, in [0, 1]
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

    private static void check(long k, long n) {
        if (n < 1 || k < 0 || k > n) {
            throw new IllegalArgumentException(k + " successes of " + n + " trials");
        }
    }
}
