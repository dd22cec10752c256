package org.idem.ui.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Follows a growing text file. Begins near its end, at the start of a line, and only ever returns whole lines. Not
 * thread-safe.
 */
public final class LogTail {
    private static final int BEGIN_WITH = 1 << 18;
    private static final int AT_ONCE = 1 << 20;

    private final Path file;
    private long offset = -1;

    /** Follows this file, which need not exist yet. */
    public LogTail(Path file) {
        this.file = file;
    }

    /** The lines added since the last call, each with its line break; empty if there are none. */
    public String poll() {
        if (!Files.exists(file)) {
            return "";
        }
        try (FileChannel channel = FileChannel.open(file)) {
            boolean first = offset < 0 || offset > channel.size();
            long from = first ? Math.max(0, channel.size() - BEGIN_WITH) : offset;
            ByteBuffer bytes = read(channel, from);
            int start = first && from > 0 ? afterLineBreak(bytes, 0) : 0;
            int end = lastLineBreak(bytes);
            offset = from + Math.max(start, end);
            return end <= start ? "" : new String(bytes.array(), start, end - start, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static ByteBuffer read(FileChannel channel, long from) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(AT_ONCE, Math.max(0, channel.size() - from)));
        int count = 0;
        while (bytes.hasRemaining() && count >= 0) {
            count = channel.read(bytes, from + bytes.position());
        }
        return bytes.flip();
    }

    private static int afterLineBreak(ByteBuffer bytes, int from) {
        for (int i = from; i < bytes.limit(); i++) {
            if (bytes.get(i) == '\n') {
                return i + 1;
            }
        }
        return bytes.limit();
    }

    private static int lastLineBreak(ByteBuffer bytes) {
        for (int i = bytes.limit(); i > 0; i--) {
            if (bytes.get(i - 1) == '\n') {
                return i;
            }
        }
        return 0;
    }
}
