package org.idem.config;

/** A value that is not what its key wants; becomes a problem at the value's place. */
final class InvalidValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    InvalidValueException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
