package org.idem.data.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** Samples of a decoded picture without colour management: {@code getRGB} would brighten gray ones. */
final class RasterPixels {
    private RasterPixels() {}

    static Pixels of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] rgb = new byte[3 * width * height];
        if (image.getColorModel() instanceof IndexColorModel) {
            indexed(image, rgb);
        } else {
            direct(image, rgb);
        }
        return new Pixels(width, height, rgb);
    }

    private static void indexed(BufferedImage image, byte[] rgb) {
        IndexColorModel palette = (IndexColorModel) image.getColorModel();
        Raster raster = image.getRaster();
        int[] row = new int[image.getWidth()];
        int o = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getSamples(0, y, row.length, 1, 0, row);
            for (int index : row) {
                rgb[o++] = (byte) palette.getRed(index);
                rgb[o++] = (byte) palette.getGreen(index);
                rgb[o++] = (byte) palette.getBlue(index);
            }
        }
    }

    /** Samples of fewer than eight bits become the upper bits of a byte, as OpenCV widens them. */
    private static void direct(BufferedImage image, byte[] rgb) {
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        int[] row = new int[image.getWidth()];
        for (int c = 0; c < 3; c++) {
            int band = bands < 3 ? 0 : c;
            int bits = raster.getSampleModel().getSampleSize(band);
            int o = c;
            for (int y = 0; y < image.getHeight(); y++) {
                raster.getSamples(0, y, row.length, 1, band, row);
                for (int sample : row) {
                    rgb[o] = (byte) (bits < 8 ? sample << 8 - bits : sample >> bits - 8);
                    o += 3;
                }
            }
        }
    }
}
