package org.idem.chart.paint;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;

/**
 * Part of an image, turned so that each column of pixels lies in one piece: upright stretches are filled at the speed of
 * memory there, where outlines of noise take a hundred times as long. Read once, written back once. Not thread-safe.
 */
final class ColumnRaster {
    /** Pixels are turned in squares of this side, which fit the caches. */
    private static final int TILE = 16;

    private static final int BYTES = 3;
    private static final int OPAQUE = 256;

    private final byte[] image;
    private final int stride;
    private final Rectangle area;
    private final int[] pixels;

    /**
     * The pixels of an area.
     *
     * @param image of type 3BYTE_BGR
     * @param area in pixels; what lies outside of the image is left out
     */
    ColumnRaster(BufferedImage image, Rectangle area) {
        this.image = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        this.area = area.intersection(new Rectangle(0, 0, image.getWidth(), image.getHeight()));
        stride = BYTES * image.getWidth();
        pixels = new int[Math.max(0, this.area.width) * Math.max(0, this.area.height)];
        turn(true);
    }

    /** The pixels that a rectangle in points touches. */
    static Rectangle pixels(Rectangle2D points, double scale) {
        int left = (int) Math.floor(points.getMinX() * scale);
        int top = (int) Math.floor(points.getMinY() * scale);
        int right = (int) Math.ceil(points.getMaxX() * scale);
        int bottom = (int) Math.ceil(points.getMaxY() * scale);
        return new Rectangle(left, top, right - left, bottom - top);
    }

    int columns() {
        return pixels.length == 0 ? 0 : area.width;
    }

    /** Where the area begins in the image. */
    Rectangle area() {
        return area;
    }

    /**
     * Fills a stretch of a column, its ends by what they cover of their pixels.
     *
     * @param top in pixels from the area's upper edge
     * @param bottom not above {@code top}
     * @param opacity from 0 to 1
     */
    void fill(int column, double top, double bottom, Color color, double opacity) {
        double from = Math.max(0, top);
        double to = Math.min(area.height, bottom);
        if (!(to > from)) {
            return;
        }
        int first = (int) Math.ceil(from);
        int last = (int) Math.floor(to);
        int start = column * area.height;
        if (first > last) {
            blend(start + last, start + last + 1, color, opacity * (to - from));
            return;
        }
        if (first > from) {
            blend(start + first - 1, start + first, color, opacity * (first - from));
        }
        blend(start + first, start + last, color, opacity);
        if (to > last) {
            blend(start + last, start + last + 1, color, opacity * (to - last));
        }
    }

    private void blend(int from, int to, Color color, double opacity) {
        int part = (int) Math.round(OPAQUE * opacity);
        int rgb = color.getRGB() & 0xFFFFFF;
        if (part >= OPAQUE) {
            Arrays.fill(pixels, from, to, rgb);
            return;
        }
        int rest = OPAQUE - part;
        int redBlue = (rgb & 0xFF00FF) * part;
        int green = (rgb & 0xFF00) * part;
        for (int i = from; i < to; i++) {
            int old = pixels[i];
            pixels[i] = ((old & 0xFF00FF) * rest + redBlue) >>> 8 & 0xFF00FF
                    | ((old & 0xFF00) * rest + green) >>> 8 & 0xFF00;
        }
    }

    /** Puts the pixels into the image. */
    void write() {
        turn(false);
    }

    private void turn(boolean reading) {
        for (int left = 0; left < area.width; left += TILE) {
            int right = Math.min(area.width, left + TILE);
            for (int top = 0; top < area.height; top += TILE) {
                turn(left, right, top, Math.min(area.height, top + TILE), reading);
            }
        }
    }

    private void turn(int left, int right, int top, int bottom, boolean reading) {
        for (int y = top; y < bottom; y++) {
            int at = (area.y + y) * stride + BYTES * (area.x + left);
            for (int i = left * area.height + y; i < right * area.height; i += area.height, at += BYTES) {
                if (reading) {
                    pixels[i] = (image[at + 2] & 0xFF) << 16 | (image[at + 1] & 0xFF) << 8 | image[at] & 0xFF;
                } else {
                    image[at] = (byte) pixels[i];
                    image[at + 1] = (byte) (pixels[i] >> 8);
                    image[at + 2] = (byte) (pixels[i] >> 16);
                }
            }
        }
    }
}
