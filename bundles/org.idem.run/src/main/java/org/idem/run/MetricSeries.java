package org.idem.run;

/**
 * All values of one metric, in the order of their steps.
 *
 * @param tag name such as {@code train/loss}
 * @param steps step of each value, ascending
 * @param wall seconds since 1970 of each value
 * @param values the values; NaN and infinities as they were logged
 */
public record MetricSeries(String tag, long[] steps, double[] wall, double[] values) {

    public MetricSeries {
        if (steps.length != wall.length || steps.length != values.length) {
            throw new IllegalArgumentException("steps, times and values of " + tag + " differ in number");
        }
    }

    /** Returns the number of values, at least 0. */
    public int size() {
        return values.length;
    }

    /** The last value, or NaN if there is none. */
    public double last() {
        return values.length == 0 ? Double.NaN : values[values.length - 1];
    }
}
