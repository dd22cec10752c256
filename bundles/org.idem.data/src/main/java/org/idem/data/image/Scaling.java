package org.idem.data.image;

/** Resampling of pictures to other sizes. */
public final class Scaling {
    private Scaling() {}

    /** Shrinks so that the longer side is at most {@code maxSide}, averaging the area of each new pixel. */
    public static Pixels fit(Pixels in, int maxSide) {
        int longer = Math.max(in.width(), in.height());
        if (longer <= maxSide) {
            return in;
        }
        int width = Math.max(1, Math.round((float) in.width() * maxSide / longer));
        int height = Math.max(1, Math.round((float) in.height() * maxSide / longer));
        byte[] out = new byte[3 * width * height];
        for (int y = 0, o = 0; y < height; y++) {
            int y0 = (int) ((long) y * in.height() / height);
            int y1 = Math.max(y0 + 1, (int) ((long) (y + 1) * in.height() / height));
            for (int x = 0; x < width; x++, o += 3) {
                int x0 = (int) ((long) x * in.width() / width);
                int x1 = Math.max(x0 + 1, (int) ((long) (x + 1) * in.width() / width));
                average(in, x0, x1, y0, y1, out, o);
            }
        }
        return new Pixels(width, height, out);
    }

    private static void average(Pixels in, int x0, int x1, int y0, int y1, byte[] out, int o) {
        int n = (x1 - x0) * (y1 - y0);
        for (int c = 0; c < 3; c++) {
            long sum = 0;
            for (int y = y0; y < y1; y++) {
                for (int x = x0; x < x1; x++) {
                    sum += in.rgb()[3 * (y * in.width() + x) + c] & 0xff;
                }
            }
            out[o + c] = (byte) ((sum + n / 2) / n);
        }
    }

    /** Bilinear resampling with pixel centres aligned, as OpenCV's {@code INTER_LINEAR}. */
    public static Pixels bilinear(Pixels in, int width, int height) {
        return resample(in, Box.of(in), width, height, Interpolation.BILINEAR);
    }

    /** Part of a picture at another size; what lies outside the part does not count. */
    public static Pixels resample(Pixels in, Box part, int width, int height, Interpolation how) {
        boolean whole = part.equals(Box.of(in));
        if (whole && in.width() == width && in.height() == height) {
            return in;
        }
        Taps across = Taps.of(part.width(), width, how);
        Taps down = Taps.of(part.height(), height, how);
        float[] rows = new float[3 * width * part.height()];
        for (int y = 0; y < part.height(); y++) {
            int at = 3 * ((part.y() + y) * in.width() + part.x());
            row(in.rgb(), at, across, rows, 3 * width * y);
        }
        byte[] out = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            column(rows, down, y, 3 * width, out);
        }
        return new Pixels(width, height, out);
    }

    private static void row(byte[] rgb, int at, Taps taps, float[] out, int offset) {
        int count = taps.count();
        int width = taps.from().length / count;
        for (int x = 0, t = 0, o = offset; x < width; x++, o += 3) {
            float red = 0;
            float green = 0;
            float blue = 0;
            for (int tap = 0; tap < count; tap++, t++) {
                int i = at + 3 * taps.from()[t];
                float weight = taps.weights()[t];
                red += weight * (rgb[i] & 0xff);
                green += weight * (rgb[i + 1] & 0xff);
                blue += weight * (rgb[i + 2] & 0xff);
            }
            out[o] = red;
            out[o + 1] = green;
            out[o + 2] = blue;
        }
    }

    private static void column(float[] rows, Taps taps, int y, int stride, byte[] out) {
        int count = taps.count();
        for (int i = 0; i < stride; i++) {
            float sum = 0;
            for (int tap = 0; tap < count; tap++) {
                sum += taps.weights()[y * count + tap] * rows[taps.from()[y * count + tap] * stride + i];
            }
            out[y * stride + i] = (byte) Math.max(0, Math.min(255, Math.round(sum)));
        }
    }
}
