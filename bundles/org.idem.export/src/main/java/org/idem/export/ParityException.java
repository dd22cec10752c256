package org.idem.export;

/** The exported network does not compute what was trained. */
final class ParityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says how far off it is. */
    public ParityException(ParityReport parity) {
        super("The exported network differs from the trained one: " + parity.describe() + ", on " + parity.crops()
                + " crops. No file was written.");
    }
}
