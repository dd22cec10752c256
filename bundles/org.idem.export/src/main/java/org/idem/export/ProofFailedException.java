package org.idem.export;

import java.util.Locale;

/** The exported network does not compute what was trained. */
public final class ProofFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says how far off it is. */
    public ProofFailedException(ParityReport proof) {
        super(String.format(
                Locale.ROOT,
                "The exported network differs from the trained one: smallest cosine %.7f (needed: %.4f),"
                        + " largest difference %.3g (allowed: %.3g), on %d crops. No file was written.",
                proof.minCosine(),
                ParityReport.LEAST_COSINE,
                proof.maxAbsDifference(),
                proof.tolerance(),
                proof.crops()));
    }
}
