package org.idem.chart;

/**
 * What an axis measures and how it is laid out before a user changes it.
 *
 * @param label quantity and unit; empty for none
 * @param log whether it starts out logarithmic
 * @param limits what it spans when the whole chart is in view, or null to fit the data
 */
public record ChartAxis(String label, boolean log, AxisRange limits) {
    /** A linear axis that fits the data. */
    public static ChartAxis linear(String label) {
        return new ChartAxis(label, false, null);
    }

    /** A logarithmic axis that fits the data. */
    public static ChartAxis log(String label) {
        return new ChartAxis(label, true, null);
    }

    /** The same axis with a span of its own. */
    public ChartAxis within(double low, double high) {
        return new ChartAxis(label, log, new AxisRange(low, high));
    }
}
