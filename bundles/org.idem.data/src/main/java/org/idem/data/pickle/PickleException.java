package org.idem.data.pickle;

/** The pickle is broken or is no plain data. */
public final class PickleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says why. */
    public PickleException(String message) {
        super(message);
    }
}
