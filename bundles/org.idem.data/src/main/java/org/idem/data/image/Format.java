package org.idem.data.image;

import java.io.EOFException;
import java.nio.ByteBuffer;

/** Picture formats, told by their first bytes. */
enum Format {
    JPEG("jpeg"),
    PNG("png"),
    BMP("bmp"),
    UNKNOWN("");

    private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int IEND = 0x49454E44;

    private final String imageIoName;

    Format(String imageIoName) {
        this.imageIoName = imageIoName;
    }

    String imageIoName() {
        return imageIoName;
    }

    /** Tells the format; a PNG must also be complete, since ImageIO may fill up a cut one. */
    static Format of(ByteBuffer bytes) throws EOFException {
        ByteBuffer b = bytes.slice();
        if (b.limit() >= 3 && (b.get(0) & 0xff) == 0xff && (b.get(1) & 0xff) == 0xd8 && (b.get(2) & 0xff) == 0xff) {
            return JPEG;
        }
        if (b.limit() >= 8 && b.getLong(0) == PNG_SIGNATURE) {
            requireEnd(b);
            return PNG;
        }
        return b.limit() >= 26 && b.get(0) == 'B' && b.get(1) == 'M' ? BMP : UNKNOWN;
    }

    private static void requireEnd(ByteBuffer b) throws EOFException {
        long at = 8;
        while (at + 12 <= b.limit()) {
            long length = b.getInt((int) at) & 0xffffffffL;
            if (b.getInt((int) at + 4) == IEND) {
                return;
            }
            at += 12 + length;
        }
        throw new EOFException("PNG without its end");
    }
}
