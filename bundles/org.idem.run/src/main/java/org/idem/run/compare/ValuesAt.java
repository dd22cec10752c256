package org.idem.run.compare;

import java.util.Arrays;
import org.idem.run.MetricSeries;

/** Reads what a metric was at a place of an axis, so that runs are compared where they are equally far. */
public final class ValuesAt {
    private ValuesAt() {}

    /**
     * The last value at or before a place.
     *
     * @param x where the values of the series stand, ascending
     * @return NaN before the first value, and where the series ended before {@code at} by more than a twentieth of it
     */
    public static double of(MetricSeries series, double[] x, double at) {
        int found = Arrays.binarySearch(x, at);
        int index = found >= 0 ? last(x, found) : -found - 2;
        if (index < 0 || x.length == 0 || at > x[x.length - 1] * 1.05 + 1e-9) {
            return Double.NaN;
        }
        return series.values()[index];
    }

    /** Of values at the same place the last counts. */
    private static int last(double[] x, int index) {
        int at = index;
        while (at + 1 < x.length && x[at + 1] == x[index]) {
            at++;
        }
        return at;
    }
}
