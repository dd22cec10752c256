package org.idem.config;

/**
 * The keys of section {@code Optimizer} that only AdamW has.
 *
 * @param beta1 weight of the old average of gradients, [0, 1)
 * @param beta2 weight of the old average of squared gradients, [0, 1)
 * @param epsilon added to the root of the latter
 */
public record AdamWConfig(double beta1, double beta2, double epsilon) {}
