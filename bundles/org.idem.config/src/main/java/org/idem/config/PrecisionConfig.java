package org.idem.config;

/**
 * Key {@code Global.precision}, or what section {@code FP16} asks for when that key is absent.
 *
 * @param mode arithmetic of the training step
 */
public record PrecisionConfig(Precision mode) {}
