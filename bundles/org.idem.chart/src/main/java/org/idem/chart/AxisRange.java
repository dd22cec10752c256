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
    public AxisRange zoom(double anchor, double factor, AxisMapping mapping) {
        double at = mapping.toScale(anchor);
        double from = at - (at - mapping.toScale(low)) * factor;
        double to = at + (mapping.toScale(high) - at) * factor;
        return orThis(mapping.fromScale(from), mapping.fromScale(to));
    }

    /** Moved by a fraction of its length, to higher values when positive. */
    public AxisRange pan(double fraction, AxisMapping mapping) {
        double by = (mapping.toScale(high) - mapping.toScale(low)) * fraction;
        return orThis(mapping.fromScale(mapping.toScale(low) + by), mapping.fromScale(mapping.toScale(high) + by));
    }

    private AxisRange orThis(double from, double to) {
        boolean resolved = to - from > Math.ulp(Math.max(Math.abs(from), Math.abs(to))) * 1e3;
        return resolved && !Double.isInfinite(from) && !Double.isInfinite(to) ? new AxisRange(from, to) : this;
    }
}
