package org.idem.verify;

/**
 * Dot products in double precision. Sums of even and of odd places are kept apart, alone as in fours, so that a product does
 * not depend on what is computed beside it.
 */
public final class DotProduct {
    /** How many are computed at a time. */
    public static final int FOUR = 4;

    private DotProduct() {}

    /** One product. */
    public static double of(double[] a, double[] b) {
        double even = 0;
        double odd = 0;
        int i = 0;
        for (int end = a.length - 1; i < end; i += 2) {
            even += a[i] * b[i];
            odd += a[i + 1] * b[i + 1];
        }
        return even + odd + (i < a.length ? a[i] * b[i] : 0);
    }

    /**
     * One vector with four others: what is read of it serves all, and no addition waits for the one before.
     *
     * @param to gets the four products from {@code at} on
     */
    public static void four(double[] a, double[] b, double[] c, double[] d, double[] e, double[] to, int at) {
        double b0 = 0;
        double b1 = 0;
        double c0 = 0;
        double c1 = 0;
        double d0 = 0;
        double d1 = 0;
        double e0 = 0;
        double e1 = 0;
        int i = 0;
        for (int end = a.length - 1; i < end; i += 2) {
            double even = a[i];
            double odd = a[i + 1];
            b0 += even * b[i];
            b1 += odd * b[i + 1];
            c0 += even * c[i];
            c1 += odd * c[i + 1];
            d0 += even * d[i];
            d1 += odd * d[i + 1];
            e0 += even * e[i];
            e1 += odd * e[i + 1];
        }
        boolean isOdd = i < a.length;
        to[at] = b0 + b1 + (isOdd ? a[i] * b[i] : 0);
        to[at + 1] = c0 + c1 + (isOdd ? a[i] * c[i] : 0);
        to[at + 2] = d0 + d1 + (isOdd ? a[i] * d[i] : 0);
        to[at + 3] = e0 + e1 + (isOdd ? a[i] * e[i] : 0);
    }
}
