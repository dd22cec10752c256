package org.idem.metrics;

import java.math.BigDecimal;
import java.math.BigInteger;

/** How a false accept rate is written, for people and as a key for programs alike. */
public final class FarLabel {
    private FarLabel() {}

    /**
     * {@code 1e-3}, {@code 5e-4}, {@code 1.5e-4}: the shortest digits that are this rate, so that two rates never share
     * a label.
     *
     * @param far a finite rate
     */
    public static String of(double far) {
        BigDecimal digits = BigDecimal.valueOf(far).stripTrailingZeros();
        BigInteger unscaled = digits.unscaledValue();
        int exponent = digits.precision() - 1 - digits.scale();
        String all = unscaled.abs().toString();
        String fraction = all.length() == 1 ? "" : "." + all.substring(1);
        return (unscaled.signum() < 0 ? "-" : "") + all.charAt(0) + fraction + "e" + exponent;
    }
}
