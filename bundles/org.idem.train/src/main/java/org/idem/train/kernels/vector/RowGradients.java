package org.idem.train.kernels.vector;

import java.nio.ByteBuffer;

/**
 * Gradients of some rows of a table: products − radial · row.
 *
 * @param rows which rows of the table
 * @param products fp32 [rows, dim], without gaps
 * @param radial factor of each row
 * @param noise for random rounding, uniform in [0, 2^16), int32 [rows, dim]; null where nothing is rounded
 */
public record RowGradients(long[] rows, ByteBuffer products, float[] radial, ByteBuffer noise) {}
