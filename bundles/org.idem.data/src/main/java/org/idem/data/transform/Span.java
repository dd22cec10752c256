package org.idem.data.transform;

/**
 * Where a random number lies, uniformly.
 *
 * @param low included
 * @param high not below {@code low}
 */
public record Span(double low, double high) {

    /** Checks the order. */
    public Span {
        if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException("[" + low + ", " + high + "]");
        }
    }
}
