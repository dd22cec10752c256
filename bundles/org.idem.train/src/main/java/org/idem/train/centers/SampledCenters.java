package org.idem.train.centers;

import org.idem.train.tensor.Tensor;

/**
 * Rows of class centers with the optimizer's state of them, fp32 [size, dim] each, to be changed in place.
 *
 * @param centers the centers
 * @param momentum the optimizer's momentum or first moment
 * @param square moving average of the squared gradients, null where none is kept
 */
public record SampledCenters(Tensor centers, Tensor momentum, Tensor square) {}
