package org.idem.data.image;

/**
 * Lines of a colour component brought to the picture's width with libjpeg's triangle filter ("fancy upsampling"), to the
 * bit: three parts of the nearer sample and one of the further, in each direction that has half the samples.
 */
final class ChromaLines {
    private int[] sums = new int[0];

    /**
     * One line of the picture.
     *
     * @param line of the picture, counted from the top
     * @param out gets at least as many samples as the picture is wide
     */
    void read(JpegPlane plane, int line, byte[] out) {
        if (!plane.halfWidth()) {
            System.arraycopy(plane.samples(), line * plane.stride(), out, 0, plane.width());
        } else if (plane.width() <= 2) {
            twice(plane, plane.halfHeight() ? line / 2 : line, out);
        } else if (plane.halfHeight()) {
            both(plane, line, out);
        } else {
            across(plane.samples(), line * plane.stride(), plane.width(), out);
        }
    }

    /** libjpeg does not filter what is two samples wide. */
    private static void twice(JpegPlane plane, int line, byte[] out) {
        for (int x = 0; x < plane.width(); x++) {
            byte sample = plane.samples()[line * plane.stride() + x];
            out[2 * x] = sample;
            out[2 * x + 1] = sample;
        }
    }

    private static void across(byte[] in, int at, int width, byte[] out) {
        out[0] = in[at];
        out[1] = (byte) (3 * (in[at] & 0xff) + (in[at + 1] & 0xff) + 2 >> 2);
        for (int x = 1; x < width - 1; x++) {
            int near = 3 * (in[at + x] & 0xff);
            out[2 * x] = (byte) (near + (in[at + x - 1] & 0xff) + 1 >> 2);
            out[2 * x + 1] = (byte) (near + (in[at + x + 1] & 0xff) + 2 >> 2);
        }
        int last = at + width - 1;
        out[2 * width - 2] = (byte) (3 * (in[last] & 0xff) + (in[last - 1] & 0xff) + 1 >> 2);
        out[2 * width - 1] = in[last];
    }

    private void both(JpegPlane plane, int line, byte[] out) {
        int width = plane.width();
        if (sums.length < width) {
            sums = new int[width];
        }
        int near = line / 2;
        int far = Math.max(0, Math.min(plane.height() - 1, near + (line % 2 == 0 ? -1 : 1)));
        byte[] in = plane.samples();
        int a = near * plane.stride();
        int b = far * plane.stride();
        for (int x = 0; x < width; x++) {
            sums[x] = 3 * (in[a + x] & 0xff) + (in[b + x] & 0xff);
        }
        out[0] = (byte) (4 * sums[0] + 8 >> 4);
        out[1] = (byte) (3 * sums[0] + sums[1] + 7 >> 4);
        for (int x = 1; x < width - 1; x++) {
            int sum = 3 * sums[x];
            out[2 * x] = (byte) (sum + sums[x - 1] + 8 >> 4);
            out[2 * x + 1] = (byte) (sum + sums[x + 1] + 7 >> 4);
        }
        int last = sums[width - 1];
        out[2 * width - 2] = (byte) (3 * last + sums[width - 2] + 8 >> 4);
        out[2 * width - 1] = (byte) (4 * last + 7 >> 4);
    }
}
