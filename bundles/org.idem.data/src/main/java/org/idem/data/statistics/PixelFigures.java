package org.idem.data.statistics;

import org.idem.data.image.Pixels;

/**
 * Light and sharpness of a picture by its luminance (0.299 R + 0.587 G + 0.114 B).
 *
 * @param brightness mean, from 0 to 255
 * @param contrast standard deviation
 * @param sharpness standard deviation of the Laplacian over the four neighbours; 0 for a picture without inner pixels
 */
public record PixelFigures(double brightness, double contrast, double sharpness) {

    /** Looks at each pixel once. */
    public static PixelFigures of(Pixels pixels) {
        float[] gray = luminance(pixels);
        Moments light = new Moments();
        for (float value : gray) {
            light.add(value);
        }
        Moments edges = new Moments();
        int width = pixels.width();
        for (int y = 1; y < pixels.height() - 1; y++) {
            for (int at = y * width + 1; at < (y + 1) * width - 1; at++) {
                edges.add(gray[at - 1] + gray[at + 1] + gray[at - width] + gray[at + width] - 4 * gray[at]);
            }
        }
        return new PixelFigures(light.mean(), light.deviation(), edges.deviation());
    }

    private static float[] luminance(Pixels pixels) {
        byte[] rgb = pixels.rgb();
        float[] gray = new float[pixels.width() * pixels.height()];
        for (int i = 0, at = 0; i < gray.length; i++, at += 3) {
            gray[i] = 0.299f * (rgb[at] & 0xff) + 0.587f * (rgb[at + 1] & 0xff) + 0.114f * (rgb[at + 2] & 0xff);
        }
        return gray;
    }

    /** Mean and deviation of numbers as they come. */
    private static final class Moments {
        private long count;
        private double sum;
        private double squares;

        void add(double value) {
            count++;
            sum += value;
            squares += value * value;
        }

        double mean() {
            return count == 0 ? 0 : sum / count;
        }

        double deviation() {
            return count == 0 ? 0 : Math.sqrt(Math.max(0, squares / count - mean() * mean()));
        }
    }
}
