package org.idem.train.kernels.vector;

/**
 * What the gradient of an input has besides scale · ∂z, since mean and deviation depend on it too: factor · x + constant.
 *
 * @param factors by channel
 * @param constants by channel
 */
public record InputGradientTerms(float[] factors, float[] constants) {}
