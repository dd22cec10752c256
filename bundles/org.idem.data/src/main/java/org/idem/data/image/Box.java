package org.idem.data.image;

/**
 * Part of a picture, in pixels.
 *
 * @param x of the left column
 * @param y of the upper row
 * @param width at least 1
 * @param height at least 1
 */
public record Box(int x, int y, int width, int height) {

    /** Refuses a box without area, or one that begins left of or above the picture. */
    public Box {
        if (x < 0 || y < 0 || width < 1 || height < 1) {
            throw new IllegalArgumentException(width + " x " + height + " at " + x + ", " + y);
        }
    }

    /** Returns the box that is a whole picture. */
    public static Box of(Pixels pixels) {
        return new Box(0, 0, pixels.width(), pixels.height());
    }
}
