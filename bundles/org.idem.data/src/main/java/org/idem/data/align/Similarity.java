package org.idem.data.align;

import java.util.Optional;

/**
 * A similarity of the plane: rotation, scale and shift, never a mirror image. A point (x, y) goes to
 * (a x − b y + tx, b x + a y + ty).
 *
 * @param a scale times the cosine of the angle
 * @param b scale times its sine
 * @param tx shift along x
 * @param ty shift along y
 */
public record Similarity(double a, double b, double tx, double ty) {

    /**
     * The similarity that brings points nearest to others, in the sum of squared distances (S. Umeyama, 1991).
     *
     * @param from x and y of each point in turn
     * @param to the same of the points that they should meet
     * @return empty where none is best: the points are one point, or no turn brings them nearer than another
     * @throws IllegalArgumentException if there are not as many
     */
    public static Optional<Similarity> fit(double[] from, double[] to) {
        if (from.length != to.length || from.length == 0 || from.length % 2 != 0) {
            throw new IllegalArgumentException(from.length + " and " + to.length + " coordinates");
        }
        double fx = mean(from, 0);
        double fy = mean(from, 1);
        double gx = mean(to, 0);
        double gy = mean(to, 1);
        double spread = 0;
        double along = 0;
        double across = 0;
        for (int i = 0; i < from.length; i += 2) {
            double x = from[i] - fx;
            double y = from[i + 1] - fy;
            double u = to[i] - gx;
            double v = to[i + 1] - gy;
            spread += x * x + y * y;
            along += x * u + y * v;
            across += x * v - y * u;
        }
        double a = along / spread;
        double b = across / spread;
        Similarity fitted = new Similarity(a, b, gx - (a * fx - b * fy), gy - (b * fx + a * fy));
        return fitted.isInvertible() ? Optional.of(fitted) : Optional.empty();
    }

    private static double mean(double[] points, int coordinate) {
        double sum = 0;
        for (int i = coordinate; i < points.length; i += 2) {
            sum += points[i];
        }
        return 2 * sum / points.length;
    }

    /** Whether there is a way back, in numbers that are finite. */
    private boolean isInvertible() {
        double square = a * a + b * b;
        return square > 0 && Double.isFinite(1 / square) && Double.isFinite(tx) && Double.isFinite(ty);
    }
}
