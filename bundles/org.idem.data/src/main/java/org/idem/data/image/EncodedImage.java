package org.idem.data.image;

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
}
