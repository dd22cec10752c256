/**
 * From a plan to what trains: the margin head, the classification layer, the optimizer, the arithmetic, one rank's
 * network with all that a checkpoint holds of it, and what a training begins with.
 */
package org.idem.train.setup;
