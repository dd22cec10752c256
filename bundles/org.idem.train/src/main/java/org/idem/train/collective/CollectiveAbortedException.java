package org.idem.train.collective;

/** Another rank failed or was cancelled, so that what this rank waits for will never come. */
public final class CollectiveAbortedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** For a rank that learns of the failure of another. */
    public CollectiveAbortedException(Throwable cause) {
        super("Another rank ended: " + cause, cause);
    }
}
