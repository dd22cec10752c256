package org.idem.export;

import org.idem.protocol.ExportOptions.Precision;

/**
 * How near an exported network must be to the trained one.
 *
 * @param leastCosine that every picture must reach
 * @param leastMeanCosine that all must reach on average
 * @param isExact whether numbers must be the same, as far as float32 can tell
 */
record ParityLimits(double leastCosine, double leastMeanCosine, boolean isExact) {
    private static final ParityLimits EXACT = new ParityLimits(0.9999, 0.9999, true);
    /** Eleven bits a number. */
    private static final ParityLimits HALF = new ParityLimits(0.999, 0.9999, false);
    /** What eight bits may cost is judged by true accept rates; this only tells a broken file from a coarse one. */
    private static final ParityLimits EIGHT_BITS = new ParityLimits(0.5, 0.9, false);

    static ParityLimits of(Precision precision) {
        return switch (precision) {
            case FP32 -> EXACT;
            case FP16 -> HALF;
            case INT8 -> EIGHT_BITS;
        };
    }
}
