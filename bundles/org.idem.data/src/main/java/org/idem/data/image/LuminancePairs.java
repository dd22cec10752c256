package org.idem.data.image;

/**
 * Lines of pictures in 4:2:0, brought from Y and half as many Cb and Cr in each direction to R, G, B in one go: the
 * triangle filter of {@link ChromaLines} and the arithmetic of {@link ColorConversion}, two pixels at a time.
 */
final class LuminancePairs {
    private int[] blueSums = new int[0];
    private int[] redSums = new int[0];

    /** Whether a chroma component is filtered at all, see {@link ChromaLines}. */
    static boolean fits(JpegPlane chroma) {
        return chroma.halfWidth() && chroma.halfHeight() && chroma.width() > 2;
    }

    /** One line of the picture, {@code width} pixels to three bytes each from {@code at} on. */
    void toRgb(JpegPlane[] planes, int line, int width, byte[] rgb, int at) {
        int chroma = planes[1].width();
        if (blueSums.length < chroma) {
            blueSums = new int[chroma];
            redSums = new int[chroma];
        }
        int near = line / 2;
        int far = Math.max(0, Math.min(planes[1].height() - 1, near + (line % 2 == 0 ? -1 : 1)));
        int stride = planes[1].stride();
        sum(planes[1].samples(), near * stride, far * stride, chroma, blueSums);
        sum(planes[2].samples(), near * stride, far * stride, chroma, redSums);
        int y = line * planes[0].stride();
        inner(planes[0].samples(), y, chroma, rgb, at);
        ends(planes[0].samples(), y, width, rgb, at);
    }

    private static void sum(byte[] in, int near, int far, int width, int[] out) {
        for (int x = 0; x < width; x++) {
            out[x] = 3 * (in[near + x] & 0xff) + (in[far + x] & 0xff);
        }
    }

    /** The first pixel and the last one or two, whose filter has one side only. */
    private void ends(byte[] y, int yAt, int width, byte[] rgb, int at) {
        int[] b = blueSums;
        int[] r = redSums;
        int last = (width - 1) / 2;
        ColorConversion.toRgb(y[yAt], 4 * b[0] + 8 >> 4, 4 * r[0] + 8 >> 4, rgb, at);
        ColorConversion.toRgb(y[yAt + 1], 3 * b[0] + b[1] + 7 >> 4, 3 * r[0] + r[1] + 7 >> 4, rgb, at + 3);
        int blue = 3 * b[last] + b[last - 1] + 8 >> 4;
        int red = 3 * r[last] + r[last - 1] + 8 >> 4;
        ColorConversion.toRgb(y[yAt + 2 * last], blue, red, rgb, at + 6 * last);
        if (width % 2 == 0) {
            int o = at + 6 * last + 3;
            ColorConversion.toRgb(y[yAt + width - 1], 4 * b[last] + 7 >> 4, 4 * r[last] + 7 >> 4, rgb, o);
        }
    }

    /** All others; each pair is written with two bytes that the next one overwrites. */
    private void inner(byte[] y, int yAt, int chroma, byte[] rgb, int at) {
        int[] b = blueSums;
        int[] r = redSums;
        for (int x = 1; x < chroma - 1; x++) {
            int blue = 3 * b[x];
            int red = 3 * r[x];
            ColorConversion.pairToRgb(
                    y[yAt + 2 * x] & 0xff,
                    blue + b[x - 1] + 8 >> 4,
                    red + r[x - 1] + 8 >> 4,
                    y[yAt + 2 * x + 1] & 0xff,
                    blue + b[x + 1] + 7 >> 4,
                    red + r[x + 1] + 7 >> 4,
                    rgb,
                    at + 6 * x);
        }
    }
}
