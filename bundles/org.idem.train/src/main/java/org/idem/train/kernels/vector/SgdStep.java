package org.idem.train.kernels.vector;

/**
 * A step of SGD with momentum: g += decay · w; v = momentum · v + g; w −= rate · v.
 *
 * @param momentum factor of the velocity
 * @param decay weight decay
 * @param rate learning rate
 */
public record SgdStep(float momentum, float decay, float rate) {}
