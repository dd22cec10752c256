package org.idem.chart;

import java.util.List;

/**
 * What an axis measures and how it is laid out before a user changes it.
 *
 * @param label quantity and unit; empty for none
 * @param mapping how it starts out
 * @param limits what it spans when the whole chart is in view, or null to fit the data
 * @param words what stands at 0, 1, 2 and so on, of an axis that has words instead of numbers; else empty
 */
public record ChartAxis(String label, AxisMapping mapping, AxisRange limits, List<String> words) {
    public ChartAxis {
        words = List.copyOf(words);
    }

    /** A linear axis that fits the data. */
    public static ChartAxis linear(String label) {
        return new ChartAxis(label, AxisMapping.LINEAR, null, List.of());
    }

    /** A logarithmic axis that fits the data. */
    public static ChartAxis log(String label) {
        return new ChartAxis(label, AxisMapping.LOG, null, List.of());
    }

    /** An axis of rates by their normal deviates, which fits the data. */
    public static ChartAxis probit(String label) {
        return new ChartAxis(label, AxisMapping.PROBIT, null, List.of());
    }

    /** An axis with a place for each word. */
    public static ChartAxis ofWords(String label, List<String> words) {
        AxisRange places = new AxisRange(-0.5, Math.max(1, words.size()) - 0.5);
        return new ChartAxis(label, AxisMapping.LINEAR, places, words);
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
        return new ChartAxis(label, mapping, new AxisRange(low, high), words);
    }
}
