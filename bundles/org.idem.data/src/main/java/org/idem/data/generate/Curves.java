package org.idem.data.generate;

import java.awt.geom.Path2D;

/** Smooth curves through points (Catmull–Rom, as cubic Bézier pieces). */
final class Curves {
    private Curves() {}

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

    /** One array after the other. */
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
