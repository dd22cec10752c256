package org.idem.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/** Walks the whole frames of a metric log in large reads, past damaged ones; stops where no whole one follows. */
final class FrameReader {
    /** No frame is longer; what claims to be is not a frame. */
    static final int LONGEST = 1 << 20;

    /** Further than this, nobody looks for a whole frame behind a damaged one. */
    private static final int MOST_DAMAGE = 1 << 16;

    private static final int CHUNK = 1 << 18;

    private final FileChannel channel;
    private final CRC32C crc = new CRC32C();
    private ByteBuffer buffer =
            ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    private long position;
    private boolean atEnd;

    FrameReader(FileChannel channel, long position) {
        this.channel = channel;
        this.position = position;
    }

    /** Offset after the last frame returned. */
    long position() {
        return position;
    }

    /** The payload of the next whole frame, valid until the next call; null where none follows. */
    ByteBuffer next() throws IOException {
        int length = wholeFrame(0);
        if (length < 0) {
            int skipped = skipDamage();
            if (skipped < 0) {
                return null;
            }
            advance(skipped);
            length = wholeFrame(0);
        }
        int start = buffer.position() + Integer.BYTES;
        advance(length + 2 * Integer.BYTES);
        return buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(start).limit(start + length);
    }

    private void advance(int bytes) {
        buffer.position(buffer.position() + bytes);
        position += bytes;
    }

    /** The length of the payload of the frame that begins so many bytes on; -1 if none does. */
    private int wholeFrame(int ahead) throws IOException {
        if (!require(ahead + Integer.BYTES)) {
            return -1;
        }
        int length = buffer.getInt(buffer.position() + ahead);
        if (length <= 0 || length > LONGEST || !require(ahead + length + 2 * Integer.BYTES)) {
            return -1;
        }
        int start = buffer.position() + ahead + Integer.BYTES;
        crc.reset();
        crc.update(buffer.array(), start, length);
        return (int) crc.getValue() == buffer.getInt(start + length) ? length : -1;
    }

    /**
     * How many bytes of damage lie before the next whole frame; -1 when none follows within the length of a frame. What
     * is being written, or was when its writer died, has none behind it.
     */
    private int skipDamage() throws IOException {
        for (int ahead = 1; ahead <= MOST_DAMAGE && require(ahead + Integer.BYTES + 1); ahead++) {
            byte kind = buffer.get(buffer.position() + ahead + Integer.BYTES);
            if (kind >= MetricLog.TAG && kind <= MetricLog.HISTOGRAM && wholeFrame(ahead) > 0) {
                return ahead;
            }
        }
        return -1;
    }

    /** Makes {@code bytes} bytes available, growing the buffer if one frame is larger; false at the end of the file. */
    private boolean require(int bytes) throws IOException {
        if (buffer.remaining() >= bytes || atEnd) {
            return buffer.remaining() >= bytes;
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
                atEnd = true;
                break;
            }
            readAt += count;
        }
        buffer.flip();
        return buffer.remaining() >= bytes;
    }
}
