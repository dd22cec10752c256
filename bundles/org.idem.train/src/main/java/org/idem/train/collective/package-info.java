/**
 * Collective operations: all-reduce, all-gather, reduce-scatter, broadcast, barrier. A group has members, each with a number
 * that is its rank, which call the same operations in the same order. Members that are threads share memory ({@link
 * org.idem.train.collective.InProcessCollective}), members that are processes send messages (package {@code mpi}), cards copy
 * or exchange by NCCL (package {@code nccl}); {@link org.idem.train.collective.HierarchicalCollective} makes one group of the
 * threads of several processes. Whoever calls an operation need not know which it is.
 */
package org.idem.train.collective;
