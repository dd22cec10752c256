/**
 * What workers of one training say to each other: sums, maxima, gathers. Every worker calls the same operations in the
 * same order.
 */
package org.idem.train.collective;
