package org.idem.train.centers;

import org.idem.train.tensor.Tensor;

/**
 * Rows of class centers with what a rule remembers of them, fp32, [size, dim] each, to be changed in place.
 *
 * @param centers the centers
 * @param momentum running average of their gradients
 * @param square running average of their squared gradients, null where none is kept
 */
public record SampledCenters(Tensor centers, Tensor momentum, Tensor square) {}
