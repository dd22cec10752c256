package org.idem.chart;

/**
 * What an axis measures and how it is laid out before a user changes it.
 *
 * @param label quantity and unit; empty for none
 * @param mapping how it starts out
 * @param limits what it spans when the whole chart is in view, or null to fit the data
 */
public record ChartAxis(String label, AxisMapping mapping, AxisRange limits) {
    /** A linear axis that fits the data. */
    public static ChartAxis linear(String label) {
        return new ChartAxis(label, AxisMapping.LINEAR, null);
    }

    /** A logarithmic axis that fits the data. */
    public static ChartAxis log(String label) {
        return new ChartAxis(label, AxisMapping.LOG, null);
    }

    /** An axis of rates by their normal deviates, which fits the data. */
    public static ChartAxis probit(String label) {
        return new ChartAxis(label, AxisMapping.PROBIT, null);
    }

    /** Whether it starts out logarithmic. */
    public boolean log() {
        return mapping == AxisMapping.LOG;
    }

    /** What it is where it is not logarithmic: by normal deviates if it starts so, else linear. */
    public AxisMapping otherThanLog() {
        return mapping == AxisMapping.PROBIT ? mapping : AxisMapping.LINEAR;
    }

    /** The same axis with a span of its own. */
    public ChartAxis within(double low, double high) {
        return new ChartAxis(label, mapping, new AxisRange(low, high));
    }
}
