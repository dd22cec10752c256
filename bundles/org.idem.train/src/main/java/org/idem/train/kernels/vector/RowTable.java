package org.idem.train.kernels.vector;

import java.nio.ByteBuffer;

/**
 * Memory of a table whose rows stand at equal distances, in the byte order of the processor. A table may be larger than a
 * buffer, so there are several, each of 2^shift rows but for the last.
 *
 * @param buffers one after the other
 * @param shift logarithm of the rows of a buffer
 * @param stride bytes from a row to the next
 */
public record RowTable(ByteBuffer[] buffers, int shift, int stride) {
    /** The buffer that a row stands in. */
    ByteBuffer buffer(long row) {
        return buffers[(int) (row >> shift)];
    }

    /** Where a row begins in its buffer. */
    int offset(long row) {
        return (int) (row & (1L << shift) - 1) * stride;
    }
}
