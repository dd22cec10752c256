package org.idem.verify.errors;

import org.idem.data.image.Pixels;

/** How much of a picture is a border of one colour, as where a face was cut out beyond the edge of its photograph. */
final class EmptyBorder {
    /** Samples of one colour may differ by as much, since pictures are compressed. */
    private static final int MOST_APART = 4;

    private EmptyBorder() {}

    /** The greater of the shares of rows and of columns, in [0, 1]; 1 for a picture of one colour. */
    static double share(Pixels picture) {
        int height = picture.height();
        int width = picture.width();
        int rows = plainLines(picture, height, true, false) + plainLines(picture, height, true, true);
        int columns = plainLines(picture, width, false, false) + plainLines(picture, width, false, true);
        return Math.min(1, Math.max((double) rows / height, (double) columns / width));
    }

    /** How many lines from one border on are of one colour each. */
    private static int plainLines(Pixels picture, int lines, boolean rows, boolean fromEnd) {
        int count = 0;
        while (count < lines && isPlain(picture, fromEnd ? lines - 1 - count : count, rows)) {
            count++;
        }
        return count;
    }

    private static boolean isPlain(Pixels picture, int line, boolean row) {
        byte[] rgb = picture.rgb();
        int length = row ? picture.width() : picture.height();
        int first = 3 * (row ? line * picture.width() : line);
        int step = 3 * (row ? 1 : picture.width());
        for (int i = 1; i < length; i++) {
            for (int channel = 0; channel < 3; channel++) {
                int apart = (rgb[first + i * step + channel] & 0xff) - (rgb[first + channel] & 0xff);
                if (Math.abs(apart) > MOST_APART) {
                    return false;
                }
            }
        }
        return true;
    }
}
