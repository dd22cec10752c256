package org.idem.ui.widgets.chart;

/** A closed interval of axis values, {@code low < high}; on a logarithmic axis both ends are positive. */
public record AxisRange(double low, double high) {
    public AxisRange {
        if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException("Not a span: " + low + " to " + high);
        }
    }

    public boolean contains(double value) {
        return value >= low && value <= high;
    }

    /** The span of which {@code factor} times the length is seen, with {@code anchor} where it was; this one at the limits of double. */
    public AxisRange zoom(double anchor, double factor, boolean log) {
        double at = forward(anchor, log);
        double from = at - (at - forward(low, log)) * factor;
        double to = at + (forward(high, log) - at) * factor;
        return orThis(back(from, log), back(to, log));
    }

    /** Moved by a fraction of its length, to higher values when positive. */
    public AxisRange pan(double fraction, boolean log) {
        double by = (forward(high, log) - forward(low, log)) * fraction;
        return orThis(back(forward(low, log) + by, log), back(forward(high, log) + by, log));
    }

    private AxisRange orThis(double from, double to) {
        boolean resolved = to - from > Math.ulp(Math.max(Math.abs(from), Math.abs(to))) * 1e3;
        return resolved && !Double.isInfinite(from) && !Double.isInfinite(to) ? new AxisRange(from, to) : this;
    }

    static double forward(double value, boolean log) {
        return log ? Math.log10(value) : value;
    }

    static double back(double value, boolean log) {
        return log ? Math.pow(10, value) : value;
    }
}
