/**
 * Element-wise layers, and the update of sampled class centers, computed in Java in fewer passes over memory than libtorch's
 * operations need; and the choice whether to do so. An operation on tensors stands here, its loops in {@code vector}. What a
 * kernel does not take (another type, layout, number of channels, device) is left to libtorch's operations, which are also
 * what tests hold the kernels against.
 */
package org.idem.train.kernels;
