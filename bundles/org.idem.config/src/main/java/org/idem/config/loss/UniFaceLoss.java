package org.idem.config.loss;

/**
 * {@code UniFaceLoss}.
 *
 * @param m subtracted from the target's cosine
 * @param weight of the classes that are not the target
 * @param s scale of the logits
 * @param bias threshold before the first step; 0 to take it from the number of competing classes
 */
public record UniFaceLoss(double m, @LossKey("l") double weight, double s, double bias) implements LossConfig {}
