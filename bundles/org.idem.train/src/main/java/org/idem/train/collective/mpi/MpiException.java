package org.idem.train.collective.mpi;

/** Open MPI refused an operation; the message says which and why. */
public final class MpiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MpiException(String message) {
        super(message);
    }
}
