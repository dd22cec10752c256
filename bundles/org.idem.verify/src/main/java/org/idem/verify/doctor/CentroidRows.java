package org.idem.verify.doctor;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.idem.core.AtomicFiles;

/**
 * Centroids of identities, of length one or all 0, in a mapped file that nobody else sees: it has no name any more once it
 * is open, and goes with the process.
 */
public final class CentroidRows implements Closeable {
    private final FileChannel channel;
    private final MappedRows rows;

    private CentroidRows(FileChannel channel, MappedRows rows) {
        this.channel = channel;
        this.rows = rows;
    }

    /**
     * Room for centroids, all 0.
     *
     * @param near file in whose folder there is room
     * @param count number of identities, at least 1
     */
    public static CentroidRows create(Path near, int count, int dim) {
        Path file = AtomicFiles.aside(near.toAbsolutePath().resolveSibling(near.getFileName() + ".centroids"));
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            try {
                return new CentroidRows(channel, MappedRows.map(channel, 0, count, dim));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write beside " + near, e);
        }
    }

    /** Number of identities. */
    public int count() {
        return (int) rows.rows();
    }

    /** Length of a centroid. */
    public int dim() {
        return rows.dim();
    }

    /** Copies the centroids [first, first + count) to the beginning of an array. */
    public void read(int first, int count, float[] out) {
        rows.get(first, count, out, 0);
    }

    /** Sets one. */
    public void write(int identity, float[] centroid) {
        rows.put(identity, 1, centroid, 0);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger(CentroidRows.class.getName()).log(System.Logger.Level.WARNING, "left open", e);
        }
    }
}
