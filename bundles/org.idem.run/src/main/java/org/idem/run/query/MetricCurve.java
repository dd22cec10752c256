package org.idem.run.query;

import java.util.Arrays;

/** The course of one metric in a few numbers, from the first step to the last: enough for a curve as small as a word. Immutable. */
public final class MetricCurve {
    /** Of a run that has no such metric. */
    public static final MetricCurve NONE = new MetricCurve(new float[0]);

    private final float[] values;

    MetricCurve(float[] values) {
        this.values = values;
    }

    /** Returns the number of values, at least 0. */
    public int size() {
        return values.length;
    }

    /** The mean of a stretch of steps; NaN where nothing was logged. */
    public float value(int index) {
        return values[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MetricCurve curve && Arrays.equals(values, curve.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
