package org.idem.data.pickle;

/** The pickle is broken or is no plain data. */
final class PickleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PickleException(String message) {
        super(message);
    }
}
