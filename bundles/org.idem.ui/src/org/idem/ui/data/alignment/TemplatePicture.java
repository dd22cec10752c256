package org.idem.ui.data.alignment;

import org.eclipse.swt.graphics.ImageData;
import org.idem.data.align.FaceTemplate;
import org.idem.data.image.Pixels;
import org.idem.data.image.Scaling;
import org.idem.ui.data.Faces;

/** A mean face, or two over each other, with rings where ArcFace's template has eyes, nose and the corners of the mouth. */
final class TemplatePicture {
    private static final int SIDE = 448;
    private static final double RING = 13;
    private static final int BLACK = 0;
    private static final int WHITE = 0xff;

    private TemplatePicture() {}

    /** One face. */
    static ImageData of(Pixels face) {
        return ringed(Scaling.bilinear(face, SIDE, SIDE).rgb());
    }

    /** The first in red, the second in cyan: what both have in one place is gray. */
    static ImageData over(Pixels first, Pixels second) {
        byte[] one = Scaling.bilinear(first, SIDE, SIDE).rgb();
        byte[] other = Scaling.bilinear(second, SIDE, SIDE).rgb();
        byte[] rgb = new byte[one.length];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = gray(one, i);
            rgb[i + 1] = gray(other, i);
            rgb[i + 2] = rgb[i + 1];
        }
        return ringed(rgb);
    }

    private static byte gray(byte[] rgb, int at) {
        return (byte) (((rgb[at] & 0xff) + (rgb[at + 1] & 0xff) + (rgb[at + 2] & 0xff)) / 3);
    }

    private static ImageData ringed(byte[] rgb) {
        FaceTemplate template = FaceTemplate.ARCFACE;
        double scale = (double) SIDE / template.side();
        double[] points = template.points();
        for (int i = 0; i < points.length; i += 2) {
            double x = (points[i] + 0.5) * scale;
            double y = (points[i + 1] + 0.5) * scale;
            ring(rgb, x, y);
        }
        return Faces.data(new Pixels(SIDE, SIDE, rgb));
    }

    /** White within black, so that it is seen on any skin. */
    private static void ring(byte[] rgb, double x, double y) {
        for (int row = (int) (y - RING - 3); row <= y + RING + 3; row++) {
            for (int column = (int) (x - RING - 3); column <= x + RING + 3; column++) {
                double off = Math.abs(Math.hypot(column + 0.5 - x, row + 0.5 - y) - RING);
                if (off < 2.5) {
                    paint(rgb, column, row, off < 1.2 ? WHITE : BLACK);
                }
            }
        }
    }

    private static void paint(byte[] rgb, int column, int row, int value) {
        int at = 3 * (row * SIDE + column);
        rgb[at] = (byte) value;
        rgb[at + 1] = (byte) value;
        rgb[at + 2] = (byte) value;
    }
}
