package org.idem.run;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.idem.core.InputException;
import org.idem.core.Problem;

/**
 * A {@code .npy} matrix {@code <f4} [rows, width] of known size that is written row by row over several processes: what one
 * left, the next goes on with. Until it is whole it has a name of its own. One process writes at a time.
 */
public final class NpyPart implements Closeable {
    private static final int HEADER = 128;

    private final Path part;
    private final long total;
    private final int width;
    private final FileChannel channel;
    private long rows;

    private NpyPart(Path part, long total, int width, FileChannel channel) {
        this.part = part;
        this.total = total;
        this.width = width;
        this.channel = channel;
    }

    /**
     * Opens what an earlier process left, or begins anew.
     *
     * @param part the file as it is called until it is whole
     * @param total rows of the whole
     * @param width numbers in a row
     * @throws InputException if another process writes it
     */
    public static NpyPart open(Path part, long total, int width) {
        FileChannel channel = null;
        try {
            Files.createDirectories(part.toAbsolutePath().getParent());
            channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new InputException(Problem.error(
                        part, "", "Another process writes this file", "wait for it, or give another file"));
            }
            NpyPart opened = new NpyPart(part, total, width, channel);
            opened.resume();
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + part, e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void resume() throws IOException {
        ByteBuffer header = ByteBuffer.wrap(Npy.header("<f4", total + ", " + width, HEADER));
        ByteBuffer there = ByteBuffer.allocate(HEADER);
        while (there.hasRemaining() && channel.read(there, there.position()) >= 0) {
            continue;
        }
        if (there.flip().equals(header)) {
            rows = Math.min(total, (channel.size() - HEADER) / rowBytes());
        } else {
            channel.truncate(0);
            write(header, 0);
        }
        truncate(rows);
    }

    private long rowBytes() {
        return (long) width * Float.BYTES;
    }

    private void write(ByteBuffer bytes, long at) throws IOException {
        long to = at;
        while (bytes.hasRemaining()) {
            to += channel.write(bytes, to);
        }
    }

    /** Rows that are there. */
    public long rows() {
        return rows;
    }

    /** Forgets the rows from this one on. */
    public void truncate(long first) {
        try {
            channel.truncate(HEADER + first * rowBytes());
            rows = first;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + part, e);
        }
    }

    /** Adds rows, as many as {@code values} has. */
    public void add(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        try {
            write(bytes, HEADER + rows * rowBytes());
            rows += values.length / width;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + part, e);
        }
    }

    /**
     * Gives the file its name.
     *
     * @throws IllegalStateException if rows are missing
     */
    public void commit(Path file) {
        if (rows != total) {
            throw new IllegalStateException(rows + " rows of " + total);
        }
        try {
            channel.force(true);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /** Keeps what there is for the next process. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + part, e);
        }
    }
}
