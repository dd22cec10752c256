/**
 * Rules that tell a training that goes wrong from its losses and gradient norms: pure arithmetic over windows of steps,
 * with no tensors, files or clocks.
 */
package org.idem.watch;
