package org.idem.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Adds whole frames to a file. */
final class FrameWriter {
    private FrameWriter() {}

    /**
     * Writes at the channel's position. A frame that the disk has no room for leaves nothing behind: half of it would hide
     * everything after it.
     */
    static void write(FileChannel channel, ByteBuffer frame) throws IOException {
        long start = channel.position();
        try {
            while (frame.hasRemaining()) {
                channel.write(frame);
            }
        } catch (IOException e) {
            channel.truncate(start);
            throw e;
        }
    }
}
