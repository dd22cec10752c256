package org.idem.export;

/** The exported network does not compute what was trained. */
final class ParityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says how far off it is.
     *
     * @param cause why, as far as it could be found out; a sentence without its point
     */
    ParityException(ParityReport parity, String cause) {
        super("The exported network differs from the trained one: " + parity.describe() + ", on " + parity.crops()
                + " crops. " + cause + ". No file was written.");
    }

    /** The networks are near each other, but the exported one is no use. */
    ParityException(String message) {
        super(message + " No file was written.");
    }
}
