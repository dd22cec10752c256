package org.idem.train.margin;

/** Angles of cosines that rounding may have moved beyond ±1, and quotients of sines that stay finite there. */
final class Angles {
    /** Keeps the sine of the angle away from 0, where the slope has a pole. */
    private static final double SMALLEST_SINE_SQUARE = 2e-8;

    private Angles() {}

    static double clip(double value, double low, double high) {
        return Math.min(Math.max(value, low), high);
    }

    static boolean within(double value, double low, double high) {
        return value >= low && value <= high;
    }

    static double angle(double cosine) {
        return Math.acos(clip(cosine, -1, 1));
    }

    /** Derivative of cos(factor · θ + added) with respect to cos θ; finite at cosines of ±1. */
    static double derivative(double cosine, double factor, double added) {
        double sine = Math.sqrt(Math.max((1 - cosine) * (1 + cosine), SMALLEST_SINE_SQUARE));
        return factor * Math.sin(factor * angle(cosine) + added) / sine;
    }
}
