package org.idem.chart;

/** The band that the values of a curve fill: the extreme of each value and its two neighbours. */
public final class MovingExtremes {
    private MovingExtremes() {}

    /** Its lower edge; a value that is not finite hides no neighbour. */
    public static double[] lowest(double[] values) {
        double[] band = new double[values.length];
        for (int i = 0; i < band.length; i++) {
            band[i] = lower(lower(before(values, i), values[i]), after(values, i));
        }
        return band;
    }

    /** Its upper edge. */
    public static double[] highest(double[] values) {
        double[] band = new double[values.length];
        for (int i = 0; i < band.length; i++) {
            band[i] = higher(higher(before(values, i), values[i]), after(values, i));
        }
        return band;
    }

    private static double before(double[] values, int i) {
        return values[Math.max(0, i - 1)];
    }

    private static double after(double[] values, int i) {
        return values[Math.min(values.length - 1, i + 1)];
    }

    private static double lower(double a, double b) {
        if (!Double.isFinite(a)) {
            return b;
        }
        return Double.isFinite(b) ? Math.min(a, b) : a;
    }

    private static double higher(double a, double b) {
        if (!Double.isFinite(a)) {
            return b;
        }
        return Double.isFinite(b) ? Math.max(a, b) : a;
    }
}
