package org.idem.verify.doctor;

import java.util.Arrays;

/**
 * Where most of some cosines lie, whatever a few of them are. Measured after Fisher's transformation, the inverse hyperbolic
 * tangent: cosines crowd below 1.
 *
 * @param median the middle one, transformed; NaN of none
 * @param sigma what the standard deviation would be by the median of the distances from the middle one, transformed
 * @param high the cosine that one in a hundred exceeds, transformed
 * @param excess how far beyond it half of those are, transformed
 */
record Spread(double median, double sigma, double high, double excess) {
    private static final double HIGH_SHARE = 0.01;

    /** From the median of distances to the standard deviation of a normal distribution. */
    private static final double NORMAL = 1.4826;
    /** Rounding makes 1 of cosines above it. */
    private static final double LARGEST = 1 - 1e-7;

    static Spread of(double[] cosines) {
        double[] values = Arrays.stream(cosines).map(Spread::transformed).toArray();
        Arrays.sort(values);
        double median = middle(values);
        double high = quantile(values, 1 - HIGH_SHARE);
        double excess = quantile(values, 1 - HIGH_SHARE / 2) - high;
        double[] distances = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            distances[i] = Math.abs(values[i] - median);
        }
        return new Spread(median, NORMAL * middle(distances), high, excess);
    }

    private static double quantile(double[] sorted, double share) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))];
    }

    private static double transformed(double cosine) {
        double inside = Math.max(-LARGEST, Math.min(LARGEST, cosine));
        return Math.log((1 + inside) / (1 - inside)) / 2;
    }

    /** The middle one of some numbers, which it sorts; of an even number the mean of the two in the middle, of none NaN. */
    static double middle(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    boolean isKnown() {
        return !Double.isNaN(median);
    }

    /** The cosine so many deviations above the middle one. */
    double at(double sigmas) {
        return Math.tanh(median + sigmas * sigma);
    }

    /** The cosine that a normal distribution exceeds once in so many draws. */
    double onceIn(double draws) {
        return at(deviations(draws));
    }

    /**
     * As {@link #onceIn}, where the hundredth part that is highest trails off as it does, exponentially. Look-alikes make such a
     * tail.
     */
    double tailOnceIn(double draws) {
        double beyond = Math.log(Math.max(1, HIGH_SHARE * draws)) * excess / Math.log(2);
        return Math.max(onceIn(draws), Math.tanh(high + beyond));
    }

    /**
     * Standard deviations above the mean that a normal distribution exceeds once in so many draws, to some thousandths
     * (Abramowitz and Stegun 26.2.23).
     *
     * @param draws at least 2
     */
    private static double deviations(double draws) {
        double t = Math.sqrt(2 * Math.log(Math.max(2, draws)));
        double above = 2.515517 + t * (0.802853 + t * 0.010328);
        double below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
        return t - above / below;
    }
}
