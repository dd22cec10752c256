package org.idem.data.image;

import java.io.EOFException;
import java.nio.ByteBuffer;

/**
 * A picture as it is stored.
 *
 * @param key what the set calls it: a record key, a path, or {@code pair.0} and {@code pair.1}
 * @param bytes the file's bytes from position to limit; may be a read-only view of a mapped file
 */
public record EncodedImage(String key, ByteBuffer bytes) {

    /** A copy of the bytes. */
    public byte[] copy() {
        ByteBuffer view = bytes.duplicate();
        byte[] copy = new byte[view.remaining()];
        view.get(copy);
        return copy;
    }

    /** Ending of a file with these bytes, told by the first of them: {@code jpg}, {@code png}, {@code bmp}, {@code webp}, else {@code img}. */
    public String fileEnding() {
        try {
            return switch (Format.of(bytes)) {
                case JPEG -> "jpg";
                case PNG -> "png";
                case BMP -> "bmp";
                case WEBP -> "webp";
                case UNKNOWN -> "img";
            };
        } catch (EOFException e) {
            return "img"; // cut short
        }
    }
}
