package org.idem.chart;

/** The quantile function of the standard normal distribution and its inverse, as exact as a drawing needs. */
final class NormalDeviate {
    /** Coefficients of Acklam's rational approximation, whose relative error is below 1.2e-9. */
    private static final double[] A = {
        -39.69683028665376,
        220.9460984245205,
        -275.9285104469687,
        138.357751867269,
        -30.66479806614716,
        2.506628277459239
    };

    private static final double[] B = {
        -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1
    };
    private static final double[] C = {
        -0.007784894002430293,
        -0.3223964580411365,
        -2.400758277161838,
        -2.549732539343734,
        4.374664141464968,
        2.938163982698783
    };
    private static final double[] D = {0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1
    };

    private static final double TAIL = 0.02425;
    private static final double FARTHEST = 8;
    private static final int HALVINGS = 80;

    private NormalDeviate() {}

    /** The deviate below which a share of all lies; the share is between 0 and 1, both excluded. */
    static double of(double share) {
        if (share < TAIL) {
            double q = Math.sqrt(-2 * Math.log(share));
            return polynomial(C, q) / polynomial(D, q);
        }
        if (share > 1 - TAIL) {
            return -of(1 - share);
        }
        double q = share - 0.5;
        double r = q * q;
        return q * polynomial(A, r) / polynomial(B, r);
    }

    private static double polynomial(double[] coefficients, double x) {
        double value = 0;
        for (double coefficient : coefficients) {
            value = value * x + coefficient;
        }
        return value;
    }

    /** The share of all that lies below a deviate: what {@link #of} takes to it, found by halving, since few are asked for. */
    static double share(double deviate) {
        if (deviate > 0) {
            return 1 - share(-deviate);
        }
        if (deviate < -FARTHEST) {
            return 0;
        }
        double low = Math.log(1e-16);
        double high = Math.log(0.5);
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (of(Math.exp(middle)) < deviate) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.exp((low + high) / 2);
    }
}
