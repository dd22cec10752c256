package org.idem.train.optim;

/**
 * Where a named tensor stands in a flat buffer.
 *
 * @param start first element
 * @param length number of elements
 */
public record BufferRange(long start, long length) {
    /** One past the last element. */
    public long end() {
        return start + length;
    }
}
