/**
 * The engine processes that train together: who they are, how each shows the others that it lives, and how all learn that
 * one has failed. Signs of life go over connections of their own, because an operation of MPI waits forever for a process that
 * is gone.
 */
package org.idem.train.process;
