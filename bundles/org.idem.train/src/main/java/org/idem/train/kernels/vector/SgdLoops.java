package org.idem.train.kernels.vector;

/**
 * SGD with momentum on rows of tables, each read and written once where it stands. Threads may work on different rows at the
 * same time. What is fused into one rounding is what libtorch's operations fuse.
 */
public sealed interface SgdLoops permits Fp32SgdRows, Bf16SgdRows {
    /** Updates rows. */
    void update(RowGradients gradients, SgdStep step);
}
