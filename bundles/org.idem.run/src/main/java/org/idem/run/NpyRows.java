package org.idem.run;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.idem.core.AbandonedParts;
import org.idem.core.AtomicFiles;

/**
 * A {@code .npy} matrix {@code <f4} [rows, width] that is written row by row, for any number of rows. The file appears when
 * it is {@linkplain #commit committed}, whole.
 */
public final class NpyRows implements Closeable {
    /** Room for a shape of any length. */
    private static final int HEADER = 128;

    private final Path file;
    private final Path aside;
    private final int width;
    private final FileChannel channel;
    private long rows;

    private NpyRows(Path file, Path aside, int width, FileChannel channel) {
        this.file = file;
        this.aside = aside;
        this.width = width;
        this.channel = channel;
    }

    /**
     * Begins a file beside the one that is to appear.
     *
     * @param width numbers in a row, at least 1
     */
    public static NpyRows create(Path file, int width) {
        Path target = file.toAbsolutePath();
        AbandonedParts.clear(target);
        Path aside = AtomicFiles.aside(target);
        try {
            Files.createDirectories(target.getParent());
            FileChannel channel = FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            channel.position(HEADER);
            return new NpyRows(target, aside, width, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /** Adds a row, of which {@code values} has the numbers from {@code from} on. */
    public void add(float[] values, int from) {
        ByteBuffer row = ByteBuffer.allocate(width * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        row.asFloatBuffer().put(values, from, width);
        write(row);
        rows++;
    }

    /** Rows so far. */
    public long rows() {
        return rows;
    }

    /** Puts the file in place, over any other of its name. */
    public void commit() {
        try {
            channel.position(0);
            write(ByteBuffer.wrap(Npy.header("<f4", rows + ", " + width, HEADER)));
            channel.force(true);
            channel.close();
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private void write(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /** Leaves nothing behind of a file that was not committed. */
    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(aside);
        } catch (IOException e) {
            System.getLogger(NpyRows.class.getName()).log(System.Logger.Level.WARNING, "left behind " + aside, e);
        }
    }
}
