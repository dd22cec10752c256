package org.idem.metrics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.idem.core.Units;

/**
 * One row of a TAR@FAR table: the true accept rate at a false accept rate. A rate below one error in all impostor pairs
 * cannot be measured; such a row has no numbers but says what it would need.
 *
 * @param far false accept rate asked for, in (0, 1]
 * @param tar share of genuine pairs accepted, in [0, 1]; NaN where it cannot be measured
 * @param threshold cosine from which a pair is accepted; infinite when no pair is, NaN where it cannot be measured
 * @param low lower end of the 95 % Wilson interval of {@code tar}; NaN where it cannot be measured
 * @param high upper end of it
 * @param errors false accepts at the threshold
 * @param impostors impostor pairs of the set; 0 when they were not counted
 */
public record TarAtFarRow(
        double far, double tar, double threshold, double low, double high, long errors, long impostors) {

    /** Errors that a rate must rest on to be within 30 % of the truth with 90 % confidence (Doddington's rule of 30). */
    public static final int RULE_OF_THIRTY = 30;

    /** A row without numbers, of a set with too few impostor pairs. */
    public static TarAtFarRow notMeasurable(double far, long impostors) {
        return new TarAtFarRow(far, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, impostors);
    }

    /** Impostor pairs of which one false accept is this rate: the fewest with which it can be measured. */
    public static long neededImpostors(double far) {
        if (!(far > 0)) {
            return Long.MAX_VALUE;
        }
        // The rate as it is written: 1 / 1e-9 is a hair more than a thousand million in floating point.
        return BigDecimal.ONE
                .divide(BigDecimal.valueOf(far), 0, RoundingMode.CEILING)
                .longValue();
    }

    /** As {@link #neededImpostors(double)} for the row's own rate. */
    public long neededImpostors() {
        return neededImpostors(far);
    }

    /** Whether the set has enough impostor pairs for the rate; where they were not counted, whether there is a number. */
    public boolean isMeasurable() {
        return impostors > 0 ? impostors >= neededImpostors() : !Double.isNaN(tar);
    }

    /** Whether the rate rests on enough errors to be read as a number. */
    public boolean isReliable() {
        return isMeasurable() && errors >= RULE_OF_THIRTY;
    }

    /** Why there are no numbers, for people: {@code not measurable: needs 1,000,000 impostor pairs, has 500}. */
    public String needs() {
        return "not measurable: needs " + Units.count(neededImpostors()) + " impostor pairs, has "
                + Units.count(impostors);
    }

    /** The row with another interval. */
    public TarAtFarRow with(ConfidenceInterval interval) {
        return new TarAtFarRow(far, tar, threshold, interval.low(), interval.high(), errors, impostors);
    }

    /** The row as a set with so many impostor pairs allows it: without numbers where these are too few. */
    public TarAtFarRow with(long counted) {
        TarAtFarRow row = new TarAtFarRow(far, tar, threshold, low, high, errors, counted);
        return row.isMeasurable() ? row : notMeasurable(far, counted);
    }
}
