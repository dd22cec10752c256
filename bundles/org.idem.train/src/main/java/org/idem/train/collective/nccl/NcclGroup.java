package org.idem.train.collective.nccl;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import org.idem.train.collective.CollectiveAbortedException;

/**
 * The communicators of one process, by worker. Thread-safe: each worker uses its own, and whoever fails ends all of them, so
 * that no card waits for one that will never come.
 */
final class NcclGroup {
    private final Nccl nccl;
    private final Pointer[] communicators;
    private Throwable cause;

    NcclGroup(Nccl nccl, int workers) {
        this.nccl = nccl;
        this.communicators = new Pointer[workers];
    }

    Nccl nccl() {
        return nccl;
    }

    synchronized Pointer communicator(int worker) {
        requireAlive();
        return communicators[worker];
    }

    /** Adds what a worker got; ends it again if the group has failed meanwhile. */
    synchronized void add(int worker, Pointer communicator) {
        if (cause != null) {
            nccl.library().ncclCommAbort(communicator);
        }
        requireAlive();
        communicators[worker] = communicator;
    }

    private void requireAlive() {
        if (cause != null) {
            throw new CollectiveAbortedException(cause);
        }
    }

    /** Throws if an earlier operation of a worker failed on its card or on the way to another. */
    synchronized void requireSound(int worker) {
        requireAlive();
        if (communicators[worker] != null) {
            IntByReference error = new IntByReference();
            nccl.check("ncclCommGetAsyncError", nccl.library().ncclCommGetAsyncError(communicators[worker], error));
            nccl.check("an exchange between cards", error.getValue());
        }
    }

    /** Ends all; the first cause stands. */
    synchronized void abort(Throwable failure) {
        if (cause == null) {
            cause = failure;
            for (int worker = 0; worker < communicators.length; worker++) {
                if (communicators[worker] != null) {
                    nccl.library().ncclCommAbort(communicators[worker]);
                    communicators[worker] = null;
                }
            }
        }
    }

    /** Gives back what a worker has. */
    synchronized void close(int worker) {
        if (communicators[worker] != null) {
            nccl.library().ncclCommDestroy(communicators[worker]);
            communicators[worker] = null;
        }
    }
}
