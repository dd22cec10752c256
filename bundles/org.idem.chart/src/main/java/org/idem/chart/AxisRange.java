package org.idem.chart;

/** A closed interval of axis values, {@code low < high}; on a logarithmic axis both ends are positive. */
public record AxisRange(double low, double high) {
    public AxisRange {
        if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException("Not a range: " + low + " to " + high);
        }
    }

    /** Whether it holds a value; never NaN. */
    public boolean contains(double value) {
        return value >= low && value <= high;
    }

    /** The range of which {@code factor} times the length is seen, with {@code anchor} where it was; this one at the limits of double. */
    public AxisRange zoom(double anchor, double factor, boolean log) {
        double at = toScale(anchor, log);
        double from = at - (at - toScale(low, log)) * factor;
        double to = at + (toScale(high, log) - at) * factor;
        return orThis(fromScale(from, log), fromScale(to, log));
    }

    /** Moved by a fraction of its length, to higher values when positive. */
    public AxisRange pan(double fraction, boolean log) {
        double by = (toScale(high, log) - toScale(low, log)) * fraction;
        return orThis(fromScale(toScale(low, log) + by, log), fromScale(toScale(high, log) + by, log));
    }

    private AxisRange orThis(double from, double to) {
        boolean resolved = to - from > Math.ulp(Math.max(Math.abs(from), Math.abs(to))) * 1e3;
        return resolved && !Double.isInfinite(from) && !Double.isInfinite(to) ? new AxisRange(from, to) : this;
    }

    /** The value itself, or its decimal logarithm: what is laid out evenly. */
    public static double toScale(double value, boolean log) {
        return log ? Math.log10(value) : value;
    }

    /** The inverse of {@link #toScale}. */
    public static double fromScale(double value, boolean log) {
        return log ? Math.pow(10, value) : value;
    }
}
