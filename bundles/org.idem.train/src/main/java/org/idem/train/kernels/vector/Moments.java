package org.idem.train.kernels.vector;

/**
 * Sums of which mean and variance of each channel are made; those of several parts of a tensor stand one after the other.
 * Taking values from an origin near the mean cancels less than taking them from 0.
 *
 * @param origins a value near the mean of each channel, arranged
 * @param sums Σ (x − origin)
 * @param squares Σ (x − origin)²
 * @param offset where the part's sums begin
 */
public record Moments(float[] origins, float[] sums, float[] squares, int offset) {}
