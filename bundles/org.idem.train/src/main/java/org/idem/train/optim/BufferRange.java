package org.idem.train.optim;

/**
 * Position of a named tensor in a flat buffer.
 *
 * @param start first element, from 0
 * @param length number of elements
 */
public record BufferRange(long start, long length) {
    /** Position one past the last element. */
    public long end() {
        return start + length;
    }
}
