package org.idem.config;

/**
 * Key {@code Global.precision}, or what section {@code FP16} asks for when that key is absent.
 *
 * @param mode arithmetic of the training step
 * @param lossScale scaling of the loss, or null for none
 */
public record PrecisionConfig(Precision mode, LossScaleConfig lossScale) {}
