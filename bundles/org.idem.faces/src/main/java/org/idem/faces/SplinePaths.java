package org.idem.faces;

import java.awt.geom.Path2D;

/** Smooth curves through points (Catmull–Rom, as cubic Bézier pieces). */
final class SplinePaths {
    private SplinePaths() {}

    static Path2D closed(double... xy) {
        int n = xy.length / 2;
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 0; i < n; i++) {
            piece(path, xy, (i + n - 1) % n, i, (i + 1) % n, (i + 2) % n);
        }
        path.closePath();
        return path;
    }

    static Path2D open(double... xy) {
        int n = xy.length / 2;
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 0; i + 1 < n; i++) {
            piece(path, xy, Math.max(0, i - 1), i, i + 1, Math.min(n - 1, i + 2));
        }
        return path;
    }

    private static void piece(Path2D path, double[] p, int a, int b, int c, int d) {
        path.curveTo(
                p[2 * b] + (p[2 * c] - p[2 * a]) / 6,
                p[2 * b + 1] + (p[2 * c + 1] - p[2 * a + 1]) / 6,
                p[2 * c] - (p[2 * d] - p[2 * b]) / 6,
                p[2 * c + 1] - (p[2 * d + 1] - p[2 * b + 1]) / 6,
                p[2 * c],
                p[2 * c + 1]);
    }

    /** A point. */
    static double[] p(double x, double y) {
        return new double[] {x, y};
    }

    /** A closed outline from its right half, given from the middle of the top to the middle of the bottom. */
    static double[] mirror(double[]... half) {
        double[] all = new double[4 * half.length - 4];
        for (int i = 0; i < half.length; i++) {
            put(all, i, half[i][0], half[i][1]);
            if (i > 0 && i < half.length - 1) {
                put(all, 2 * half.length - 2 - i, -half[i][0], half[i][1]);
            }
        }
        return all;
    }

    /** An open curve from left to right from its right half, given from the middle outwards. */
    static double[] arch(double[]... half) {
        int middle = half.length - 1;
        double[] all = new double[2 * (2 * half.length - 1)];
        for (int i = 0; i < half.length; i++) {
            put(all, middle - i, -half[i][0], half[i][1]);
            put(all, middle + i, half[i][0], half[i][1]);
        }
        return all;
    }

    /** The same points in the other direction. */
    static double[] reversed(double... xy) {
        double[] back = new double[xy.length];
        for (int i = 0; i < xy.length; i += 2) {
            back[i] = xy[xy.length - 2 - i];
            back[i + 1] = xy[xy.length - 1 - i];
        }
        return back;
    }

    private static void put(double[] xy, int index, double x, double y) {
        xy[2 * index] = x;
        xy[2 * index + 1] = y;
    }

    /** One array after the other; points are arrays too. */
    static double[] join(double[]... parts) {
        int n = 0;
        for (double[] part : parts) {
            n += part.length;
        }
        double[] all = new double[n];
        int at = 0;
        for (double[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
