package org.idem.train.kernels;

import org.idem.train.kernels.vector.RowRange;

/**
 * Rows in parts of about the same size, which threads take in turns. Parts depend on the shape alone, so that sums over
 * parts are the same to the bit whatever the number of threads.
 *
 * @param rows number of rows
 * @param rowsOfPart rows of every part but the last
 */
record RowParts(int rows, int rowsOfPart) {
    /** Large enough to be worth a thread's attention, small enough for fp32 sums down its rows. */
    private static final int VALUES = 1 << 16;

    static RowParts of(int rows, int width) {
        return new RowParts(rows, Math.max(1, VALUES / width));
    }

    int count() {
        return (rows + rowsOfPart - 1) / rowsOfPart;
    }

    RowRange range(int part) {
        return new RowRange(part * rowsOfPart, Math.min(rows, (part + 1) * rowsOfPart));
    }
}
