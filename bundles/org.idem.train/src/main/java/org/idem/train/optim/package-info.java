/**
 * How weights follow gradients: optimizers over flat buffers, clipping by global norm, schedules of the learning rate.
 * The rules and their corner cases are PLSC's.
 */
package org.idem.train.optim;
