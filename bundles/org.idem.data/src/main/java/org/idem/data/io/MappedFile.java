package org.idem.data.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of any size, read in place. A map holds at most 2 GiB, so there are several; each reaches half a gibibyte into
 * the next, so that any piece up to that length lies whole in one of them. Nothing is copied and nothing of the file is
 * on the heap. Thread-safe.
 */
public final class MappedFile {
    /** The longest piece that {@link #slice} can give: RecordIO's longest part, and more. */
    public static final int MAX_SLICE = (1 << 29) + 64;

    private static final int STEP_BITS = 30;

    private final Path path;
    private final long size;
    private final int stepBits;
    private final long stepMask;
    private final MappedByteBuffer[] maps;

    private MappedFile(Path path, long size, int stepBits, MappedByteBuffer[] maps) {
        this.path = path;
        this.size = size;
        this.stepBits = stepBits;
        this.stepMask = (1L << stepBits) - 1;
        this.maps = maps;
    }

    /** Maps the file. The mapping lives until it is garbage. */
    public static MappedFile open(Path path) {
        return open(path, STEP_BITS, MAX_SLICE);
    }

    static MappedFile open(Path path, int stepBits, long overlap) {
        long step = 1L << stepBits;
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = channel.size();
            MappedByteBuffer[] maps = new MappedByteBuffer[Math.toIntExact((size + step - 1) / step)];
            for (int i = 0; i < maps.length; i++) {
                long from = i * step;
                maps[i] = channel.map(FileChannel.MapMode.READ_ONLY, from, Math.min(size - from, step + overlap));
            }
            return new MappedFile(path, size, stepBits, maps);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /** Its length in bytes when it was opened. */
    public long size() {
        return size;
    }

    /** The byte there. */
    public byte get(long offset) {
        return maps[(int) (offset >>> stepBits)].get((int) (offset & stepMask));
    }

    /** Whether the file begins with these bytes. */
    public boolean startsWith(byte[] bytes) {
        boolean same = size >= bytes.length;
        for (int i = 0; same && i < bytes.length; i++) {
            same = get(i) == bytes[i];
        }
        return same;
    }

    /** Little-endian 32 bits. */
    public int getInt(long offset) {
        return Integer.reverseBytes(maps[(int) (offset >>> stepBits)].getInt((int) (offset & stepMask)));
    }

    /** A read-only, little-endian view of {@code length} bytes, at most {@link #MAX_SLICE}. */
    public ByteBuffer slice(long offset, int length) {
        if (length == 0) {
            return ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
        }
        return maps[(int) (offset >>> stepBits)]
                .slice((int) (offset & stepMask), length)
                .order(ByteOrder.LITTLE_ENDIAN);
    }
}
