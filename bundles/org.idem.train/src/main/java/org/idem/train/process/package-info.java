/**
 * The engine processes that train together: who they are, how each shows the others that it lives and how far its workers are,
 * and how all learn that one has failed. A rank is here what {@code --ranks} counts, a member of the group of processes. Signs
 * of life go over connections of their own, because an operation of MPI waits forever for a process that is gone.
 */
package org.idem.train.process;
