/**
 * Loops over the values of a tensor, written with Java's Vector API: arrays and buffers in, arrays and buffers out, no
 * tensors. The only package that needs the module {@code jdk.incubator.vector}, and it is loaded only where that is there.
 *
 * <p>A loop calls nothing but the API's own methods. C2 inlines those whatever their number, but others only while its
 * budget lasts; what it does not inline turns vectors into objects, and the loop becomes several times slower.
 */
package org.idem.train.kernels.vector;
