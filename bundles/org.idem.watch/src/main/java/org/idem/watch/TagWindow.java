package org.idem.watch;

import java.util.Arrays;
import java.util.OptionalDouble;

/** Gathers the values that a channel has, so many at a time, wherever they lie; what is not finite is left out. */
final class TagWindow {
    private final double[] values;
    private int size;

    /** For so many values. */
    TagWindow(int length) {
        values = new double[length];
    }

    /** Takes the value of a step, NaN where there is none; the median of a window that it completes. */
    OptionalDouble add(double value) {
        if (!Double.isFinite(value)) {
            return OptionalDouble.empty();
        }
        values[size++] = value;
        if (size < values.length) {
            return OptionalDouble.empty();
        }
        size = 0;
        return OptionalDouble.of(new Series(Arrays.copyOf(values, values.length)).median());
    }
}
