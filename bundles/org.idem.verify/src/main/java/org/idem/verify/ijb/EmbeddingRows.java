package org.idem.verify.ijb;

/** Rows of numbers that are read one at a time, of files that need not fit into memory. Thread-safe. */
public interface EmbeddingRows extends AutoCloseable {

    /** Number of rows, one for each face. */
    int rows();

    /** Numbers in a row: the embedding of a face and then that of its mirror image. */
    int width();

    /**
     * Reads a row.
     *
     * @param to gets {@link #width} numbers; a row with a NaN is of a face that is missing
     * @throws java.io.UncheckedIOException if the file cannot be read any more
     */
    void read(int row, float[] to);

    @Override
    void close();
}
