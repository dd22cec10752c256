package org.idem.verify.doctor;

import java.util.Arrays;

/**
 * Where most of some cosines lie, whatever a few of them are. Measured after Fisher's transformation, the inverse hyperbolic
 * tangent: cosines crowd below 1.
 *
 * @param median the middle one, transformed; NaN of none
 * @param sigma what the standard deviation would be by the median of the distances from the middle one, transformed
 */
record Spread(double median, double sigma) {
    /** From the median of distances to the standard deviation of a normal distribution. */
    private static final double NORMAL = 1.4826;
    /** Rounding makes 1 of cosines above it. */
    private static final double LARGEST = 1 - 1e-7;

    static Spread of(double[] cosines) {
        double[] values = Arrays.stream(cosines).map(Spread::transformed).toArray();
        double median = middle(values.clone());
        double[] distances = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            distances[i] = Math.abs(values[i] - median);
        }
        return new Spread(median, NORMAL * middle(distances));
    }

    private static double transformed(double cosine) {
        double inside = Math.max(-LARGEST, Math.min(LARGEST, cosine));
        return Math.log((1 + inside) / (1 - inside)) / 2;
    }

    /** The middle one of some numbers, which are sorted; of an even number the mean of the two in the middle, of none NaN. */
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

    /**
     * Standard deviations above the mean that a normal distribution exceeds once in so many draws, to some thousandths
     * (Abramowitz and Stegun 26.2.23).
     *
     * @param draws at least 2
     */
    static double onceIn(double draws) {
        double t = Math.sqrt(2 * Math.log(Math.max(2, draws)));
        double above = 2.515517 + t * (0.802853 + t * 0.010328);
        double below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
        return t - above / below;
    }
}
