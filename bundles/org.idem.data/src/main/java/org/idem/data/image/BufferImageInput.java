package org.idem.data.image;

import java.nio.ByteBuffer;
import javax.imageio.stream.ImageInputStreamImpl;

/** Lets ImageIO read a buffer without copying it and without its disk cache. */
final class BufferImageInput extends ImageInputStreamImpl {
    private final ByteBuffer bytes;

    BufferImageInput(ByteBuffer bytes) {
        this.bytes = bytes.slice();
    }

    @Override
    public int read() {
        bitOffset = 0;
        if (streamPos >= bytes.limit()) {
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
