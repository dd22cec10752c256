/**
 * Collective operations between processes, on one machine or several, by Open MPI's C interface. Nothing here waits inside
 * the library: operations are started and asked for, so that a process whose peer is gone can still end in order.
 */
package org.idem.train.collective.mpi;
