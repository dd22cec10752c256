package org.idem.data.inspect;

import org.idem.data.image.Pixels;

/**
 * A small gray version of a picture for comparing.
 *
 * @param side in pixels
 * @param gray brightness of each pixel, row by row
 */
public record Thumbnail(int side, float[] gray) {

    /** Averages a picture over a grid of {@code width} x {@code height} cells. */
    private static float[] average(Pixels pixels, int width, int height) {
        float[] sums = new float[width * height];
        int[] counts = new int[width * height];
        byte[] rgb = pixels.rgb();
        for (int y = 0; y < pixels.height(); y++) {
            int row = y * height / pixels.height() * width;
            for (int x = 0; x < pixels.width(); x++) {
                int cell = row + x * width / pixels.width();
                int at = 3 * (y * pixels.width() + x);
                sums[cell] += 0.299f * (rgb[at] & 0xff) + 0.587f * (rgb[at + 1] & 0xff) + 0.114f * (rgb[at + 2] & 0xff);
                counts[cell]++;
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= Math.max(1, counts[i]);
        }
        return sums;
    }

    /** Averages a picture over {@code side} x {@code side} cells. */
    public static Thumbnail of(Pixels pixels, int side) {
        return new Thumbnail(side, average(pixels, side, side));
    }

    /**
     * 64 bits of which each tells whether a cell is darker than its right neighbour; pictures that look alike differ in few of
     * them.
     */
    static long differenceHash(Pixels pixels) {
        float[] cells = average(pixels, 9, 8);
        long hash = 0;
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                hash = hash << 1 | (cells[9 * y + x] < cells[9 * y + x + 1] ? 1 : 0);
            }
        }
        return hash;
    }

    /** Correlation of brightness in [−1, 1], which neither exposure nor contrast changes; 1 for two plain areas. */
    public double correlation(Thumbnail other) {
        double meanA = mean(gray);
        double meanB = mean(other.gray);
        double dot = 0;
        double squareA = 0;
        double squareB = 0;
        for (int i = 0; i < gray.length; i++) {
            double a = gray[i] - meanA;
            double b = other.gray[i] - meanB;
            dot += a * b;
            squareA += a * a;
            squareB += b * b;
        }
        return squareA < 1e-3 && squareB < 1e-3 ? 1 : dot / Math.sqrt(Math.max(1e-9, squareA * squareB));
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
