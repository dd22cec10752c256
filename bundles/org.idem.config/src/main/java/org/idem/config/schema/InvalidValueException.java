package org.idem.config.schema;

/** A value that is not what its key wants; becomes a problem at the value's place. */
public final class InvalidValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    public InvalidValueException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
