package org.idem.data.image;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** Picture formats, told by their first bytes. */
enum Format {
    JPEG("jpeg"),
    PNG("png"),
    BMP("bmp"),
    WEBP("webp"),
    UNKNOWN("");

    private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int IEND = 0x49454E44;
    private static final int RIFF = 0x52494646;
    private static final int WEBP_FORM = 0x57454250;
    /** Signature and length of a RIFF file. */
    private static final int RIFF_HEAD = 8;

    private final String imageIoName;

    Format(String imageIoName) {
        this.imageIoName = imageIoName;
    }

    /** Tells the format; a PNG and a WebP must also be complete, since readers may fill up a cut one. */
    static Format of(ByteBuffer bytes) throws EOFException {
        ByteBuffer b = bytes.slice();
        if (b.limit() >= 3 && (b.get(0) & 0xff) == 0xff && (b.get(1) & 0xff) == 0xd8 && (b.get(2) & 0xff) == 0xff) {
            return JPEG;
        }
        if (b.limit() >= 8 && b.getLong(0) == PNG_SIGNATURE) {
            requireEnd(b);
            return PNG;
        }
        if (b.limit() >= 12 && b.getInt(0) == RIFF && b.getInt(8) == WEBP_FORM) {
            requireLength(b);
            return WEBP;
        }
        return b.limit() >= 26 && b.get(0) == 'B' && b.get(1) == 'M' ? BMP : UNKNOWN;
    }

    /** A reader that decodes it. */
    ImageReader createReader() throws IOException {
        // Its provider is not registered with ImageIO where bundles have class loaders of their own.
        return this == WEBP
                ? new WebPImageReaderSpi().createReaderInstance(null)
                : ImageIO.getImageReadersByFormatName(imageIoName).next();
    }

    private static void requireLength(ByteBuffer b) throws EOFException {
        long length = Integer.reverseBytes(b.getInt(4)) & 0xffffffffL;
        if (length > b.limit() - RIFF_HEAD) {
            throw new EOFException("WebP without its end");
        }
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
