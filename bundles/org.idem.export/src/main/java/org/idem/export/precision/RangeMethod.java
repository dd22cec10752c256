package org.idem.export.precision;

/** How a range is chosen from the values that a tensor took. */
public enum RangeMethod {
    /** From the least to the greatest. */
    MIN_MAX("least to greatest", 1),
    /** All but one in ten thousand at each end. */
    WIDE("99.99 %", 0.9999),
    /** All but one in a thousand at each end. */
    NARROW("99.9 %", 0.999);

    private final String label;
    private final double share;

    RangeMethod(String label, double share) {
        this.label = label;
        this.share = share;
    }

    /** As people write it. */
    @Override
    public String toString() {
        return label;
    }

    /** Part of the values that lies below the upper end, and above the lower one. */
    double share() {
        return share;
    }
}
