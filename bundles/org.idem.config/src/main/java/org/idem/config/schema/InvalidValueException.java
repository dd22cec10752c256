package org.idem.config.schema;

/** A value that is not what its key wants; becomes a problem at the value's place. */
final class InvalidValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /** Says what is wrong with the value, and what to write instead; the remedy may be empty. */
    public InvalidValueException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** Returns what to write instead, or an empty text. */
    public String remedy() {
        return remedy;
    }
}
