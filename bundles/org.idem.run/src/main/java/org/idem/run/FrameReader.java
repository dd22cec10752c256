package org.idem.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/** Walks the whole frames of a metric log in large reads; stops before the first that is not whole. */
final class FrameReader {
    /** No frame is longer; what claims to be is not a frame. */
    static final int LONGEST = 1 << 20;

    private static final int CHUNK = 1 << 18;

    private final FileChannel channel;
    private final CRC32C crc = new CRC32C();
    private ByteBuffer buffer =
            ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    private long position;

    FrameReader(FileChannel channel, long position) {
        this.channel = channel;
        this.position = position;
    }

    /** Offset after the last frame returned. */
    long position() {
        return position;
    }

    /** The payload of the next frame, valid until the next call; null at the end of what is whole. */
    ByteBuffer next() throws IOException {
        if (!require(Integer.BYTES)) {
            return null;
        }
        int length = buffer.getInt(buffer.position());
        if (length <= 0 || length > LONGEST || !require(length + 2 * Integer.BYTES)) {
            return null;
        }
        int start = buffer.position() + Integer.BYTES;
        crc.reset();
        crc.update(buffer.array(), start, length);
        if ((int) crc.getValue() != buffer.getInt(start + length)) {
            return null;
        }
        buffer.position(start + length + Integer.BYTES);
        position += length + 2L * Integer.BYTES;
        return buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(start).limit(start + length);
    }

    /** Makes {@code bytes} bytes available, growing the buffer if one frame is larger; false at the end of the file. */
    private boolean require(int bytes) throws IOException {
        if (buffer.remaining() >= bytes) {
            return true;
        }
        long readAt = position + buffer.remaining();
        if (buffer.capacity() < bytes) {
            ByteBuffer larger = ByteBuffer.allocate(bytes + CHUNK).order(ByteOrder.LITTLE_ENDIAN);
            buffer = larger.put(buffer);
        } else {
            buffer.compact();
        }
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, readAt);
            if (count <= 0) {
                break;
            }
            readAt += count;
        }
        buffer.flip();
        return buffer.remaining() >= bytes;
    }
}
