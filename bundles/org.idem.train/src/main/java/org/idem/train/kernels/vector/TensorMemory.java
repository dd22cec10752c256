package org.idem.train.kernels.vector;

import java.nio.ByteBuffer;

/**
 * Memory of tensors of one type and shape, row by row without gaps, in the byte order of the processor.
 *
 * @param x the input
 * @param gradient of the output; null where no pass reads it
 * @param result what is written; null where no pass writes
 */
public record TensorMemory(ByteBuffer x, ByteBuffer gradient, ByteBuffer result) {}
