package org.idem.train.collective;

/** A worker of the group failed or was cancelled, so that what this worker waits for will never come. */
public final class CollectiveAbortedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CollectiveAbortedException(Throwable cause) {
        super("Another worker ended: " + cause, cause);
    }
}
