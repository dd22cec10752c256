package org.idem.input.transform;

/**
 * Where a random number lies, uniformly.
 *
 * @param low included
 * @param high not below {@code low}
 */
record UniformRange(double low, double high) {

    /** Checks the order. */
    public UniformRange {
        if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException("[" + low + ", " + high + "]");
        }
    }
}
