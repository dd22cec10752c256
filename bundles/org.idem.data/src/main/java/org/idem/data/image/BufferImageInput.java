package org.idem.data.image;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import javax.imageio.stream.ImageInputStreamImpl;

/** Lets ImageIO read a buffer without copying it and without its disk cache. */
final class BufferImageInput extends ImageInputStreamImpl {
    /** A reader that goes on behind the end of the data does so for ever; one that asks now and then is served. */
    private static final int MOST_READS_AT_END = 1 << 12;

    private final ByteBuffer bytes;
    private int readsAtEnd;

    BufferImageInput(ByteBuffer bytes) {
        this.bytes = bytes.slice();
    }

    @Override
    public int read() {
        bitOffset = 0;
        if (streamPos >= bytes.limit()) {
            if (++readsAtEnd > MOST_READS_AT_END) {
                throw new UncheckedIOException(new EOFException("The image data stop early"));
            }
            return -1;
        }
        return bytes.get((int) streamPos++) & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        int available = (int) Math.min(length, bytes.limit() - streamPos);
        if (available <= 0) {
            return -1;
        }
        bytes.get((int) streamPos, target, offset, available);
        streamPos += available;
        return available;
    }

    @Override
    public long length() {
        return bytes.limit();
    }
}
