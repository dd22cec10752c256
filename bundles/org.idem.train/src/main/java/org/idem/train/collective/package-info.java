/**
 * Collective operations of the ranks of one training: all-reduce, all-gather, reduce-scatter, broadcast, barrier. Every
 * rank calls the same operations in the same order.
 */
package org.idem.train.collective;
