package org.idem.data.io;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.idem.core.BoundedFiles;

/**
 * A file of any size, read in place. A map holds at most 2 GiB, so there are several; each reaches half a gibibyte into
 * the next, so that any piece up to that length lies whole in one of them. Nothing of the file is on the heap.
 *
 * <p>Somebody may cut the file while it is read. The processor then faults on what is gone, and the Java machine tells that
 * at some later call, by an error that names no file: whoever reads does so within {@link #read}. Thread-safe.
 */
public final class MappedFile {
    /** The longest piece that {@link #slice} can give: RecordIO's longest part, and more. */
    public static final int MAX_SLICE = (1 << 29) + 64;

    /** No face crop is larger. */
    private static final int MAX_COPY = 1 << 24;

    private static final int STEP_BITS = 30;

    private static final int LARGE = 16 << 20;

    private static volatile byte[] large;

    private final Path path;
    private final long size;
    private final int stepBits;
    private final long stepMask;
    private final MappedByteBuffer[] maps;
    /** Tells the length; unlike a channel it stays open when a thread that asks is interrupted. */
    private final RandomAccessFile file;

    private MappedFile(Path path, RandomAccessFile file, long size, int stepBits, MappedByteBuffer[] maps) {
        this.path = path;
        this.file = file;
        this.size = size;
        this.stepBits = stepBits;
        this.stepMask = (1L << stepBits) - 1;
        this.maps = maps;
    }

    /** Maps the file. The mapping and an open descriptor live until this is garbage. */
    public static MappedFile open(Path path) {
        return open(path, STEP_BITS, MAX_SLICE);
    }

    static MappedFile open(Path path, int stepBits, long overlap) {
        try {
            BoundedFiles.requireRegular(path);
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
            try {
                return map(path, file, stepBits, overlap);
            } catch (IOException | RuntimeException | Error e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    private static MappedFile map(Path path, RandomAccessFile file, int stepBits, long overlap) throws IOException {
        long step = 1L << stepBits;
        FileChannel channel = file.getChannel();
        long size = channel.size();
        MappedByteBuffer[] maps = new MappedByteBuffer[Math.toIntExact((size + step - 1) / step)];
        for (int i = 0; i < maps.length; i++) {
            long from = i * step;
            maps[i] = channel.map(FileChannel.MapMode.READ_ONLY, from, Math.min(size - from, step + overlap));
        }
        return new MappedFile(path, file, size, stepBits, maps);
    }

    /** Returns the path of the file. */
    public Path path() {
        return path;
    }

    /** Its length in bytes when it was opened. */
    public long size() {
        return size;
    }

    /** Its length in bytes now. */
    public long length() {
        try {
            return file.length();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    /**
     * Runs a reading of this file.
     *
     * @return what it returns
     * @throws FileCutException if the file became shorter meanwhile, or a part of it cannot be read
     */
    public <T> T read(Supplier<T> reading) {
        try {
            return readWatched(reading);
        } catch (InternalError e) {
            throw new FileCutException(path, size, length(), e);
        }
    }

    private <T> T readWatched(Supplier<T> reading) {
        long before = length();
        long after = before;
        T value;
        try {
            value = reading.get();
        } finally {
            after = length();
            if (after < before) {
                awaitFault();
            }
        }
        if (after < before) {
            throw new FileCutException(path, size, after, null);
        }
        return value;
    }

    /**
     * Compiled code learns of a fault when it next enters the JVM, perhaps long after; an array that fits no thread's buffer
     * takes it there.
     */
    private static void awaitFault() {
        large = new byte[LARGE];
        large = null;
    }

    /**
     * Refuses a file that is no longer as long as it was when it was opened.
     *
     * @throws FileCutException if it is shorter
     */
    public void requireWhole() {
        require(0, size);
    }

    /**
     * Refuses a piece that the file had when it was opened and no longer has.
     *
     * @throws FileCutException if it ends before
     */
    public void require(long offset, long length) {
        long now = length();
        if (offset + length > now) {
            throw new FileCutException(path, size, now, null);
        }
    }

    /** Returns the byte at an offset. */
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

    /** Returns the signed, little-endian 32 bits at an offset. */
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

    /** A little-endian copy of {@code length} bytes on the heap; of more than 16 MiB a view of the file. */
    public ByteBuffer copy(long offset, int length) {
        ByteBuffer view = slice(offset, length);
        return length > MAX_COPY
                ? view
                : ByteBuffer.allocate(length).put(view).flip().order(ByteOrder.LITTLE_ENDIAN);
    }
}
