package org.idem.export.precision;

/**
 * Between which numbers the values of a tensor are taken to lie; what lies beyond becomes the nearer end.
 *
 * @param low at most 0
 * @param high at least 0
 */
public record ActivationRange(float low, float high) {
    private static final int LEVELS = 255;

    public ActivationRange {
        low = Math.min(0, low);
        high = Math.max(0, high);
    }

    /** Distance of two neighbouring levels. */
    float scale() {
        float scale = (high - low) / LEVELS;
        return scale > 0 ? scale : 1;
    }

    /** The level of 0, in [0, 255]. */
    int zero() {
        return Math.max(0, Math.min(LEVELS, Math.round(-low / scale())));
    }
}
