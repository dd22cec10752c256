package org.idem.verify.doctor;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A matrix of float32 in a file, mapped: any number of rows, none of them on the heap. Rows are read and written by any
 * number of threads; different ones at the same time.
 */
final class MappedRows {
    private static final long SEGMENT_BYTES = 1L << 30;

    private final int dim;
    private final long rows;
    private final int rowsPerSegment;
    private final MappedByteBuffer[] maps;
    private final FloatBuffer[] values;

    private MappedRows(int dim, long rows, int rowsPerSegment, MappedByteBuffer[] maps) {
        this.dim = dim;
        this.rows = rows;
        this.rowsPerSegment = rowsPerSegment;
        this.maps = maps;
        this.values = new FloatBuffer[maps.length];
        for (int i = 0; i < maps.length; i++) {
            values[i] = maps[i].order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        }
    }

    /**
     * Maps rows for reading and writing; the file grows to hold them.
     *
     * @param channel open for both; it may be closed afterwards
     * @param offset of the first row in bytes
     * @param dim numbers in a row, at least 1
     */
    static MappedRows map(FileChannel channel, long offset, long rows, int dim) throws IOException {
        return map(channel, FileChannel.MapMode.READ_WRITE, offset, rows, dim);
    }

    /** Maps rows that are there, for reading only. */
    static MappedRows mapToRead(FileChannel channel, long offset, long rows, int dim) throws IOException {
        return map(channel, FileChannel.MapMode.READ_ONLY, offset, rows, dim);
    }

    private static MappedRows map(FileChannel channel, FileChannel.MapMode mode, long offset, long rows, int dim)
            throws IOException {
        long bytesPerRow = (long) dim * Float.BYTES;
        int perSegment = (int) Math.max(1, SEGMENT_BYTES / bytesPerRow);
        MappedByteBuffer[] maps = new MappedByteBuffer[Math.toIntExact((rows + perSegment - 1) / perSegment)];
        for (int i = 0; i < maps.length; i++) {
            long first = (long) i * perSegment;
            long bytes = Math.min(perSegment, rows - first) * bytesPerRow;
            maps[i] = channel.map(mode, offset + first * bytesPerRow, bytes);
        }
        return new MappedRows(dim, rows, perSegment, maps);
    }

    int dim() {
        return dim;
    }

    long rows() {
        return rows;
    }

    /** Copies rows [row, row + count) into an array from {@code at} on. */
    void get(long row, int count, float[] out, int at) {
        for (int done = 0; done < count; ) {
            int inside = (int) ((row + done) % rowsPerSegment);
            int part = Math.min(count - done, rowsPerSegment - inside);
            values[segment(row + done)].get(inside * dim, out, at + done * dim, part * dim);
            done += part;
        }
    }

    /** Sets rows [row, row + count) to numbers of an array from {@code at} on. */
    void put(long row, int count, float[] from, int at) {
        for (int done = 0; done < count; ) {
            int inside = (int) ((row + done) % rowsPerSegment);
            int part = Math.min(count - done, rowsPerSegment - inside);
            values[segment(row + done)].put(inside * dim, from, at + done * dim, part * dim);
            done += part;
        }
    }

    private int segment(long row) {
        return (int) (row / rowsPerSegment);
    }

    /** Brings what was written to the disk. */
    void force() {
        for (MappedByteBuffer map : maps) {
            map.force();
        }
    }
}
