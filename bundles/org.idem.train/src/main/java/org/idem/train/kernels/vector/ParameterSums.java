package org.idem.train.kernels.vector;

/**
 * Sums of which the gradients of the parameters are made, ∂ being the gradient with respect to what follows it; those of
 * several parts of a tensor stand one after the other.
 *
 * @param shifts Σ ∂z
 * @param scales Σ ∂z · (x − mean)
 * @param slopes Σ ∂y · min(z, 0)
 * @param offset where the part's sums begin
 */
public record ParameterSums(float[] shifts, float[] scales, float[] slopes, int offset) {}
