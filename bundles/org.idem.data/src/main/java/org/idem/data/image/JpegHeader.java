package org.idem.data.image;

import java.nio.ByteBuffer;

/**
 * What decides how a JPEG's components become RGB, by the rules of libjpeg's {@code default_decompress_parms}: the JFIF
 * marker, Adobe's transform flag, or the components' names.
 *
 * @param components 1 gray, 3 or 4
 * @param luminance whether the first three components are Y, Cb, Cr (and not R, G, B or C, M, Y)
 * @param frameAt where the frame header starts, counted from the picture's first byte
 */
record JpegHeader(int components, boolean luminance, int frameAt) {
    private static final int ADOBE = 0xEE;
    private static final int JFIF = 0xE0;
    private static final int END = 0xD9;

    /** Walks the markers up to the frame header; gives three luminance components if there is none. */
    static JpegHeader of(ByteBuffer data) {
        ByteBuffer b = data.slice();
        boolean jfif = false;
        int adobe = -1;
        int at = 2;
        while (at + 4 <= b.limit()) {
            int marker = b.get(at + 1) & 0xff;
            if ((b.get(at) & 0xff) != 0xff || marker == 0xff) {
                at++;
                continue;
            }
            int length = u16(b, at + 2);
            if (marker == JFIF && length >= 7 && starts(b, at + 4, "JFIF")) {
                jfif = true;
            } else if (marker == ADOBE && length >= 14 && starts(b, at + 4, "Adobe") && at + 15 < b.limit()) {
                adobe = b.get(at + 15) & 0xff;
            } else if (isFrame(marker)) {
                return frame(b, at + 4, jfif, adobe);
            }
            at += 2 + length;
        }
        return new JpegHeader(3, true, 0);
    }

    /**
     * Whether the end-of-image marker follows the frame header. Picture data cannot contain it, and decoders do not miss
     * it where a progressive file is cut between two scans.
     */
    boolean hasEnd(ByteBuffer data) {
        ByteBuffer b = data.slice();
        for (int at = b.limit() - 2; at > frameAt; at--) {
            if (b.get(at + 1) == (byte) END && b.get(at) == (byte) 0xff) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static JpegHeader frame(ByteBuffer b, int at, boolean jfif, int adobe) {
        int components = at + 5 < b.limit() ? b.get(at + 5) & 0xff : 3;
        if (components == 4) {
            return new JpegHeader(4, adobe == 2, at);
        }
        if (components != 3 || jfif) {
            return new JpegHeader(components, components == 3, at);
        }
        if (adobe >= 0) {
            return new JpegHeader(3, adobe != 0, at);
        }
        boolean named = at + 12 < b.limit() && b.get(at + 6) == 'R' && b.get(at + 9) == 'G' && b.get(at + 12) == 'B';
        return new JpegHeader(3, !named, at);
    }

    private static int u16(ByteBuffer b, int at) {
        return (b.get(at) & 0xff) << 8 | b.get(at + 1) & 0xff;
    }

    private static boolean starts(ByteBuffer b, int at, String text) {
        if (at + text.length() > b.limit()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (b.get(at + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
