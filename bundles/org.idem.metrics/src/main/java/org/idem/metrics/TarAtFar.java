package org.idem.metrics;

/**
 * True accept rate at a false accept rate.
 *
 * @param far false accept rate asked for
 * @param tar share of genuine pairs accepted
 * @param threshold score from which a pair is accepted; infinite when none is
 * @param low lower end of the 95 % Wilson interval of {@code tar}
 * @param high upper end of it
 * @param errors false accepts at the threshold
 */
public record TarAtFar(double far, double tar, double threshold, double low, double high, long errors) {

    /** Errors that a rate must rest on to be within 30 % of the truth with 90 % confidence (Doddington's rule of 30). */
    public static final int RULE_OF_THIRTY = 30;

    /** Whether the rate rests on enough errors to be read as a number. */
    public boolean isReliable() {
        return errors >= RULE_OF_THIRTY;
    }
}
