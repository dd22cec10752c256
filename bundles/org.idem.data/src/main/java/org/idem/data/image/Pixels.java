package org.idem.data.image;

/**
 * A decoded picture, eight bits per channel.
 *
 * @param width in pixels
 * @param height in pixels
 * @param rgb red, green, blue of each pixel, row by row from the top; {@code 3 * width * height} bytes, unsigned
 */
public record Pixels(int width, int height, byte[] rgb) {

    /** Checks the sizes. */
    public Pixels {
        if (width <= 0 || height <= 0 || rgb.length != 3L * width * height) {
            throw new IllegalArgumentException(width + " x " + height + " with " + rgb.length + " bytes");
        }
    }

    /** The mirror image: left and right change places. */
    public Pixels flipped() {
        byte[] mirrored = new byte[rgb.length];
        int stride = 3 * width;
        for (int row = 0; row < rgb.length; row += stride) {
            for (int x = 0; x < stride; x += 3) {
                System.arraycopy(rgb, row + x, mirrored, row + stride - 3 - x, 3);
            }
        }
        return new Pixels(width, height, mirrored);
    }
}
