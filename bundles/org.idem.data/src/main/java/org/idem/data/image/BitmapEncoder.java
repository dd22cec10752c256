package org.idem.data.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Encodes pictures as Windows bitmaps: without loss, and as fast as a copy. Thread-safe. */
public final class BitmapEncoder {
    private static final int HEADER = 54;
    private static final int INFO_HEADER = 40;
    private static final short BITS = 24;

    private BitmapEncoder() {}

    /** A picture as a bitmap of 24 bits a pixel. */
    public static byte[] encode(Pixels pixels) {
        int stride = (3 * pixels.width() + 3) / 4 * 4;
        ByteBuffer out = ByteBuffer.allocate(HEADER + stride * pixels.height()).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'B').put((byte) 'M').putInt(out.capacity()).putInt(0).putInt(HEADER);
        out.putInt(INFO_HEADER).putInt(pixels.width()).putInt(pixels.height());
        out.putShort((short) 1).putShort(BITS).putInt(0).putInt(stride * pixels.height());
        byte[] bytes = out.array();
        byte[] rgb = pixels.rgb();
        for (int y = 0; y < pixels.height(); y++) {
            int to = HEADER + (pixels.height() - 1 - y) * stride;
            int from = 3 * y * pixels.width();
            for (int x = 0; x < 3 * pixels.width(); x += 3) {
                bytes[to + x] = rgb[from + x + 2];
                bytes[to + x + 1] = rgb[from + x + 1];
                bytes[to + x + 2] = rgb[from + x];
            }
        }
        return bytes;
    }
}
