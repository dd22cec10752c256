package org.idem.train.margin;

import org.idem.train.tensor.DoubleVector;

/** Angles of cosines that rounding may have moved beyond ±1, and quotients of sines that stay finite there. */
final class Angles {
    /** Keeps the sine of the angle away from 0, where the slope has a pole. */
    private static final double SMALLEST_SINE_SQUARE = 2e-8;

    private Angles() {}

    static DoubleVector of(DoubleVector cosines) {
        return cosines.clip(-1, 1).acos();
    }

    /** Derivative of cos(factor · θ + added) with respect to cos θ; finite at cosines of ±1. */
    static DoubleVector derivative(DoubleVector cosines, double factor, double added) {
        return of(cosines).times(factor).plus(added).sin().times(factor).dividedBy(sines(cosines));
    }

    /** As {@link #derivative(DoubleVector, double, double)} with the factor 1 and an angle added for each cosine. */
    static DoubleVector derivative(DoubleVector cosines, DoubleVector added) {
        return of(cosines).plus(added).sin().dividedBy(sines(cosines));
    }

    private static DoubleVector sines(DoubleVector cosines) {
        DoubleVector below = cosines.times(-1).plus(1);
        return below.times(cosines.plus(1)).atLeast(SMALLEST_SINE_SQUARE).sqrt();
    }
}
