package org.idem.train.record;

/** A checkpoint that had to be written could not be; those before it are kept. */
public final class SaveFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SaveFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
