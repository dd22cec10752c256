package org.idem.data.image;

import java.nio.ByteBuffer;

/**
 * Decodes JPEGs of the plain kind (see {@link JpegFrame}) as libjpeg-turbo does, to the bit, faster than ImageIO and
 * without leaving anything behind on the heap. It declines whatever it does not know or finds odd; ImageIO then decides
 * what that is. Serves one thread; memory is used again, and so is a result when the next picture has the same size.
 */
final class BaselineJpeg {
    /** Larger pictures are no face crops; this bounds what an instance holds on to. */
    private static final int MAX_PIXELS = 1 << 20;

    /** More than such a picture takes as a JPEG, with whatever else a file may hold. */
    private static final int MAX_BYTES = 1 << 24;

    private static final int END = 0xD9;

    private final JpegFrame frame = new JpegFrame();
    private final BlockReader reader = new BlockReader();
    private final InverseDct transform = new InverseDct();
    private final ChromaLines lines = new ChromaLines();
    private final LuminancePairs pairs = new LuminancePairs();
    private final int[] block = new int[64];
    private final byte[][] planes = {new byte[0], new byte[0], new byte[0]};
    private final byte[][] line = {new byte[0], new byte[0], new byte[0]};
    private byte[] data = new byte[1 << 14];
    private Pixels result;

    /** The picture, or null. */
    Pixels decode(ByteBuffer bytes) {
        int length = bytes.remaining();
        if (length < 4 || length > MAX_BYTES) {
            return null;
        }
        if (data.length < length) {
            data = new byte[length];
        }
        bytes.get(bytes.position(), data, 0, length);
        int scan = frame.read(data, length);
        if (scan < 0 || (long) frame.width() * frame.height() > MAX_PIXELS) {
            return null;
        }
        int end = reader.take(data, scan, length);
        if (end < 0 || (data[end + 1] & 0xff) != END || !readPlanes()) {
            return null;
        }
        return toPixels(frame.components() == 3 && JpegHeader.of(bytes).luminance());
    }

    private boolean readPlanes() {
        int unitsAcross = divideUp(frame.width(), 8 * frame.across());
        int unitsDown = divideUp(frame.height(), 8 * frame.down());
        for (int c = 0; c < frame.components(); c++) {
            int blocks = unitsAcross * unitsDown * (c == 0 ? frame.across() * frame.down() : 1);
            if (planes[c].length < 64 * blocks) {
                planes[c] = new byte[64 * blocks];
            }
        }
        int[] means = new int[3];
        for (int y = 0; y < unitsDown; y++) {
            for (int x = 0; x < unitsAcross; x++) {
                for (int c = 0; c < frame.components(); c++) {
                    if (!readUnit(c, x, y, unitsAcross, means)) {
                        return false;
                    }
                }
            }
        }
        return !reader.isExhausted();
    }

    private boolean readUnit(int c, int x, int y, int unitsAcross, int[] means) {
        int across = c == 0 ? frame.across() : 1;
        int down = c == 0 ? frame.down() : 1;
        int stride = 8 * across * unitsAcross;
        for (int v = 0; v < down; v++) {
            for (int h = 0; h < across; h++) {
                int at = 8 * ((y * down + v) * stride + x * across + h);
                if (reader.isExhausted() || !readBlock(c, means, at, stride)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean readBlock(int c, int[] means, int at, int stride) {
        int difference = reader.mean(frame.means(c));
        int used = difference == Integer.MIN_VALUE ? -1 : reader.others(frame.others(c), frame.steps(c), block);
        means[c] += difference;
        block[0] = means[c] * frame.steps(c)[0];
        if (used < 0 || BlockReader.isWild(block[0] + BlockReader.LARGEST)) {
            java.util.Arrays.fill(block, 0);
            return false;
        }
        if (used == 1) {
            InverseDct.flat(block[0], planes[c], at, stride);
            block[0] = 0;
        } else {
            transform.transform(block, planes[c], at, stride);
        }
        return true;
    }

    private Pixels toPixels(boolean luminance) {
        int width = frame.width();
        int height = frame.height();
        if (result == null || result.width() != width || result.height() != height) {
            result = new Pixels(width, height, new byte[3 * width * height]);
        }
        JpegPlane[] all = new JpegPlane[frame.components()];
        for (int c = 0; c < all.length; c++) {
            all[c] = plane(c);
            if (line[c].length < width + 2) {
                line[c] = new byte[width + 2];
            }
        }
        boolean inPairs = luminance && LuminancePairs.fits(all[1]);
        for (int y = 0; y < height; y++) {
            if (inPairs) {
                pairs.toRgb(all, y, width, result.rgb(), 3 * width * y);
            } else {
                convert(all, y, luminance);
            }
        }
        return result;
    }

    private void convert(JpegPlane[] all, int y, boolean luminance) {
        int width = result.width();
        int at = 3 * width * y;
        for (int c = 0; c < all.length; c++) {
            lines.read(all[c], y, line[c]);
        }
        if (luminance) {
            ColorConversion.luminanceToRgb(line[0], line[1], line[2], width, result.rgb(), at);
        } else {
            interleave(all.length, width, result.rgb(), at);
        }
    }

    private JpegPlane plane(int c) {
        int across = c == 0 ? 1 : frame.across();
        int down = c == 0 ? 1 : frame.down();
        int stride = 8 * divideUp(frame.width(), 8 * frame.across()) * (c == 0 ? frame.across() : 1);
        int width = divideUp(frame.width(), across);
        int height = divideUp(frame.height(), down);
        return new JpegPlane(planes[c], stride, width, height, across == 2, down == 2);
    }

    private void interleave(int components, int width, byte[] rgb, int at) {
        for (int c = 0; c < 3; c++) {
            byte[] from = line[Math.min(c, components - 1)];
            for (int x = 0; x < width; x++) {
                rgb[at + 3 * x + c] = from[x];
            }
        }
    }

    private static int divideUp(int a, int b) {
        return (a + b - 1) / b;
    }
}
