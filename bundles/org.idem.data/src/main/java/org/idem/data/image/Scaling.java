package org.idem.data.image;

/** Changes of size. */
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
        if (in.width() == width && in.height() == height) {
            return in;
        }
        byte[] out = new byte[3 * width * height];
        float sx = (float) in.width() / width;
        float sy = (float) in.height() / height;
        for (int y = 0, o = 0; y < height; y++) {
            float fy = Math.max(0, Math.min(in.height() - 1, (y + 0.5f) * sy - 0.5f));
            for (int x = 0; x < width; x++, o += 3) {
                float fx = Math.max(0, Math.min(in.width() - 1, (x + 0.5f) * sx - 0.5f));
                sample(in, fx, fy, out, o);
            }
        }
        return new Pixels(width, height, out);
    }

    private static void sample(Pixels in, float fx, float fy, byte[] out, int o) {
        int x0 = (int) fx;
        int y0 = (int) fy;
        int right = x0 + 1 < in.width() ? 3 : 0;
        int down = y0 + 1 < in.height() ? 3 * in.width() : 0;
        float ax = fx - x0;
        float ay = fy - y0;
        int at = 3 * (y0 * in.width() + x0);
        byte[] rgb = in.rgb();
        for (int c = 0; c < 3; c++, at++) {
            float top = (rgb[at] & 0xff) * (1 - ax) + (rgb[at + right] & 0xff) * ax;
            float bottom = (rgb[at + down] & 0xff) * (1 - ax) + (rgb[at + down + right] & 0xff) * ax;
            out[o + c] = (byte) Math.round(top * (1 - ay) + bottom * ay);
        }
    }
}
