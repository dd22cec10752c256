package org.idem.data.image;

import java.nio.ByteBuffer;

/** How coarsely a JPEG was quantized, told as the quality that libjpeg and its kin would have been asked for. */
public final class JpegQuality {
    private static final int BEST = 100;
    private static final int TABLE = 64;
    private static final int DQT = 0xDB;
    private static final int SCAN = 0xDA;

    /** The luminance table of the standard's annex K, in zigzag order as files have it. */
    private static final int[] STANDARD = {
        16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51,
        61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77,
        113, 121, 112, 100, 120, 92, 101, 103, 99
    };

    private JpegQuality() {}

    /** The quality from 1 to 100 whose luminance table is nearest to the picture's; 0 where it is no JPEG or has none. */
    public static int of(EncodedImage image) {
        ByteBuffer bytes = image.bytes().slice();
        if (bytes.limit() < 4 || (bytes.getShort(0) & 0xffff) != 0xFFD8) {
            return 0;
        }
        int at = 2;
        while (at + 4 <= bytes.limit()) {
            int marker = bytes.get(at + 1) & 0xff;
            if ((bytes.get(at) & 0xff) != 0xff || marker == 0xff) {
                at++;
                continue;
            }
            int end = at + 2 + (bytes.getShort(at + 2) & 0xffff);
            if (marker == SCAN) {
                return 0;
            }
            int table = marker == DQT ? luminance(bytes, at + 4, Math.min(end, bytes.limit())) : -1;
            if (table >= 0) {
                return nearest(bytes, table);
            }
            at = end;
        }
        return 0;
    }

    /** Where the 64 bytes of table 0 begin, or −1: a segment may hold several, and those of 16 bits are of no photograph. */
    private static int luminance(ByteBuffer bytes, int from, int end) {
        int at = from;
        while (at + 1 + TABLE <= end) {
            int kind = bytes.get(at) & 0xff;
            if (kind == 0) {
                return at + 1;
            }
            at += 1 + (kind >> 4 == 0 ? TABLE : 2 * TABLE);
        }
        return -1;
    }

    private static int nearest(ByteBuffer bytes, int table) {
        int nearest = 0;
        int least = Integer.MAX_VALUE;
        for (int quality = 1; quality <= BEST; quality++) {
            int difference = difference(bytes, table, quality);
            if (difference <= least) {
                least = difference;
                nearest = quality;
            }
        }
        return nearest;
    }

    /** By libjpeg's {@code jpeg_quality_scaling}. */
    private static int difference(ByteBuffer bytes, int table, int quality) {
        int scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        int sum = 0;
        for (int i = 0; i < TABLE; i++) {
            int value = Math.max(1, Math.min(255, (STANDARD[i] * scale + 50) / 100));
            sum += Math.abs(value - (bytes.get(table + i) & 0xff));
        }
        return sum;
    }
}
