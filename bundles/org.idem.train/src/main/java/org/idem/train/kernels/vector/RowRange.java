package org.idem.train.kernels.vector;

/**
 * The rows [from, to) of a matrix.
 *
 * @param from first row
 * @param to one past the last row
 */
public record RowRange(int from, int to) {}
