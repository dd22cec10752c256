package org.idem.data.align;

import org.idem.data.image.Pixels;

/**
 * Pictures that are turned, scaled and shifted, bilinear, with black outside: equal to OpenCV's {@code warpAffine} to the
 * bit, which places each sample on a grid of 1/32 pixel.
 */
public final class AffineWarp {
    private static final int POSITION_BITS = 10;
    private static final int FRACTION_BITS = 5;
    private static final int FRACTIONS = 1 << FRACTION_BITS;
    private static final int ROUNDING = 1 << 2 * FRACTION_BITS - 1;

    private final Pixels source;
    private final byte[] rgb;

    private AffineWarp(Pixels source, int width, int height) {
        this.source = source;
        this.rgb = new byte[3 * width * height];
    }

    /**
     * The picture as a similarity moves it.
     *
     * @param forward from pixels of the source to pixels of the result
     * @param width of the result, in pixels
     * @param height of the result, in pixels
     */
    public static Pixels warp(Pixels source, Similarity forward, int width, int height) {
        AffineWarp warp = new AffineWarp(source, width, height);
        double inverse = 1 / (forward.a() * forward.a() + forward.b() * forward.b());
        double a = forward.a() * inverse;
        double b = forward.b() * inverse;
        double tx = -a * forward.tx() - b * forward.ty();
        double ty = b * forward.tx() - a * forward.ty();
        for (int y = 0; y < height; y++) {
            long rowX = fixed(b * y + tx) + FRACTIONS / 2;
            long rowY = fixed(a * y + ty) + FRACTIONS / 2;
            for (int x = 0; x < width; x++) {
                long atX = rowX + fixed(a * x) >> POSITION_BITS - FRACTION_BITS;
                long atY = rowY + fixed(-b * x) >> POSITION_BITS - FRACTION_BITS;
                warp.sample(atX, atY, 3 * (y * width + x));
            }
        }
        return new Pixels(width, height, warp.rgb);
    }

    /** A position in units of 1/1024 pixel; what lies beyond 32 bits lies outside every picture. */
    private static long fixed(double position) {
        double scaled = Math.rint(position * (1 << POSITION_BITS));
        return (long) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, scaled));
    }

    private void sample(long atX, long atY, int to) {
        long x = atX >> FRACTION_BITS;
        long y = atY >> FRACTION_BITS;
        if (x < -1 || y < -1 || x >= source.width() || y >= source.height()) {
            return;
        }
        int right = (int) (atX & FRACTIONS - 1);
        int below = (int) (atY & FRACTIONS - 1);
        int left = FRACTIONS - right;
        int above = FRACTIONS - below;
        for (int c = 0; c < 3; c++) {
            int sum = left * above * at((int) x, (int) y, c)
                    + right * above * at((int) x + 1, (int) y, c)
                    + left * below * at((int) x, (int) y + 1, c)
                    + right * below * at((int) x + 1, (int) y + 1, c);
            rgb[to + c] = (byte) (sum + ROUNDING >> 2 * FRACTION_BITS);
        }
    }

    private int at(int x, int y, int channel) {
        boolean inside = x >= 0 && y >= 0 && x < source.width() && y < source.height();
        return inside ? source.rgb()[3 * (y * source.width() + x) + channel] & 0xff : 0;
    }
}
