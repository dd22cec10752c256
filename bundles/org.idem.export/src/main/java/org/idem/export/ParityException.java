package org.idem.export;

import java.util.Locale;

/** The exported network does not compute what was trained. */
public final class ParityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says how far off it is. */
    public ParityException(ParityReport parity) {
        super(String.format(
                Locale.ROOT,
                "The exported network differs from the trained one: smallest cosine %.7f (needed: %.4f),"
                        + " largest difference %.3g (allowed: %.3g), on %d crops. No file was written.",
                parity.minCosine(),
                ParityReport.LEAST_COSINE,
                parity.maxAbsDifference(),
                parity.tolerance(),
                parity.crops()));
    }
}
