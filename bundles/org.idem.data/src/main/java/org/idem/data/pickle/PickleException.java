package org.idem.data.pickle;

/** The pickle is broken or is no plain data. */
public final class PickleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Refuses a pickle for a reason that people can read. */
    public PickleException(String message) {
        super(message);
    }
}
