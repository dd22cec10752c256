package org.idem.data.align;

import java.util.Locale;
import org.idem.data.image.Pixels;
import org.idem.data.image.Scaling;

/**
 * How the faces of one set are cut out in comparison with those of another, by their mean faces: the enlargement and the shift that
 * bring the second mean nearest to the first, brightness and contrast aside. A network that learned from one crop judges worse
 * on another.
 *
 * @param scale how many times as large the faces of the second set are as those of the first
 * @param right how far they stand to the right, in pixels of a square of 112
 * @param down how far they stand lower, in the same
 * @param correlation of the two means where they lie best, at most 1; below about 0.8 the other numbers mean little
 */
public record CropComparison(double scale, double right, double down, double correlation) {
    private static final int SIDE = 112;
    private static final double SMALLEST = 0.70;
    private static final int COARSE_SCALES = 19;
    private static final int FARTHEST = 16;
    private static final int COARSE = 4;
    private static final double COARSE_SCALE = 0.04;
    private static final double FINE_SCALE = 0.01;
    private static final double MEANINGFUL = 0.8;
    private static final double SAME_SCALE = 0.015;
    private static final double SAME_PLACE = 1;

    /** Compares two mean faces of any size. */
    public static CropComparison of(Pixels first, Pixels second) {
        double[] one = gray(first);
        double[] other = gray(second);
        CropComparison best = new CropComparison(1, 0, 0, -1);
        for (int step = 0; step < COARSE_SCALES; step++) {
            best = best(one, other, SMALLEST + step * COARSE_SCALE, 0, 0, FARTHEST, COARSE, best);
        }
        CropComparison coarse = best;
        for (int step = -4; step <= 4; step++) {
            double scale = coarse.scale() + step * FINE_SCALE;
            best = best(one, other, scale, coarse.right(), coarse.down(), COARSE, 1, best);
        }
        return best;
    }

    private static CropComparison best(
            double[] one,
            double[] other,
            double scale,
            double right,
            double down,
            int farthest,
            int step,
            CropComparison before) {
        CropComparison best = before;
        for (int y = -farthest; y <= farthest; y += step) {
            for (int x = -farthest; x <= farthest; x += step) {
                double correlation = correlation(one, other, scale, right + x, down + y, step);
                if (correlation > best.correlation()) {
                    best = new CropComparison(scale, right + x, down + y, correlation);
                }
            }
        }
        return best;
    }

    private static double[] gray(Pixels face) {
        byte[] rgb = Scaling.bilinear(face, SIDE, SIDE).rgb();
        double[] gray = new double[SIDE * SIDE];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = (rgb[3 * i] & 0xff) + (rgb[3 * i + 1] & 0xff) + (rgb[3 * i + 2] & 0xff);
        }
        return gray;
    }

    /** Of the pixels that both have; the second is looked up where a point of the first would be in it. */
    private static double correlation(double[] one, double[] other, double scale, double right, double down, int step) {
        double middle = (SIDE - 1) / 2.0;
        double n = 0;
        double a = 0;
        double b = 0;
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (int y = 0; y < SIDE; y += step) {
            int inY = (int) Math.round(middle + (y - middle) * scale + down);
            for (int x = 0; inY >= 0 && inY < SIDE && x < SIDE; x += step) {
                int inX = (int) Math.round(middle + (x - middle) * scale + right);
                if (inX >= 0 && inX < SIDE) {
                    double p = one[y * SIDE + x];
                    double q = other[inY * SIDE + inX];
                    n++;
                    a += p;
                    b += q;
                    aa += p * p;
                    bb += q * q;
                    ab += p * q;
                }
            }
        }
        double spread = Math.sqrt((aa - a * a / n) * (bb - b * b / n));
        return n < 1 || !(spread > 0) ? -1 : (ab - a * b / n) / spread;
    }

    /** What the numbers say, in a whole sentence. */
    public String describe() {
        if (correlation < MEANINGFUL) {
            return "The two mean faces are too different to be compared.";
        }
        boolean same = Math.abs(scale - 1) < SAME_SCALE && Math.hypot(right, down) <= SAME_PLACE;
        if (same) {
            return "Both sets are cut out alike.";
        }
        return String.format(Locale.ROOT, "The other set's faces are %.2f times as large", scale)
                + side(right, "to the right", "to the left")
                + side(down, "lower", "higher")
                + ", in a square of 112 pixels.";
    }

    private static String side(double pixels, String positive, String negative) {
        long whole = Math.round(Math.abs(pixels));
        return whole < SAME_PLACE
                ? ""
                : ", " + whole + (whole == 1 ? " pixel " : " pixels ") + (pixels > 0 ? positive : negative);
    }
}
