package org.idem.chart;

import java.util.function.DoubleBinaryOperator;

/** The band that the values of a curve fill: the extreme of each value and its two neighbours. */
public final class MovingExtremes {
    private MovingExtremes() {}

    /** Its lower edge; a value that is not finite hides no neighbour. */
    public static double[] lowest(double[] values) {
        return around(values, Math::min);
    }

    /** Its upper edge. */
    public static double[] highest(double[] values) {
        return around(values, Math::max);
    }

    private static double[] around(double[] y, DoubleBinaryOperator extreme) {
        double[] band = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            double left = combine(y[Math.max(0, i - 1)], y[i], extreme);
            band[i] = combine(left, y[Math.min(y.length - 1, i + 1)], extreme);
        }
        return band;
    }

    private static double combine(double a, double b, DoubleBinaryOperator extreme) {
        if (!Double.isFinite(a)) {
            return b;
        }
        return Double.isFinite(b) ? extreme.applyAsDouble(a, b) : a;
    }
}
