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

    private static void direct(BufferedImage image, byte[] rgb) {
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        int shift = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
        int[] row = new int[image.getWidth()];
        for (int c = 0; c < 3; c++) {
            int band = bands < 3 ? 0 : c;
            int o = c;
            for (int y = 0; y < image.getHeight(); y++) {
                raster.getSamples(0, y, row.length, 1, band, row);
                for (int sample : row) {
                    rgb[o] = (byte) (sample >> shift);
                    o += 3;
                }
            }
        }
    }
}
