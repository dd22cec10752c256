package org.idem.chart.parallel;

import java.util.Arrays;
import java.util.List;
import org.idem.chart.AxisMapping;
import org.idem.chart.AxisRange;
import org.idem.chart.axis.AxisScale;

/**
 * An upright axis. Places on it go from 0 at its lower end to 1.
 *
 * @param id by which it is known
 * @param title above it
 * @param range what it spans
 * @param log whether it is logarithmic
 * @param constant whether all values are the same, which then stands in the middle
 * @param words what stands at 0, 1, 2 and so on, of an axis that has words instead of numbers; else empty
 */
public record ParallelAxis(
        String id, String title, AxisRange range, boolean log, boolean constant, List<String> words) {
    /** From this ratio of its greatest to its least value on, all above zero, an axis is logarithmic. */
    private static final double DECADES = 50;

    public ParallelAxis {
        words = List.copyOf(words);
    }

    /** An axis of numbers that holds all of these that are finite. */
    public static ParallelAxis ofNumbers(String id, String title, double[] values) {
        double low = Arrays.stream(values).filter(Double::isFinite).min().orElse(0);
        double high = Arrays.stream(values).filter(Double::isFinite).max().orElse(1);
        if (low == high) {
            double by = low == 0 ? 1 : Math.abs(low) / 2;
            return new ParallelAxis(id, title, new AxisRange(low - by, high + by), false, true, List.of());
        }
        boolean log = low > 0 && high / low >= DECADES;
        return new ParallelAxis(id, title, new AxisRange(low, high), log, false, List.of());
    }

    /** An axis of words. */
    public static ParallelAxis ofWords(String id, String title, List<String> words) {
        AxisRange range = new AxisRange(-0.5, Math.max(1, words.size()) - 0.5);
        return new ParallelAxis(id, title, range, false, false, words);
    }

    private AxisScale scale() {
        return new AxisScale(range, log ? AxisMapping.LOG : AxisMapping.LINEAR, 0, 1);
    }

    /** Where a value stands; NaN for one that has no place. */
    public double place(double value) {
        if (!Double.isFinite(value) || log && value <= 0) {
            return Double.NaN;
        }
        return scale().pixel(value);
    }

    /** What stands at a place. */
    public double value(double place) {
        return scale().value(place);
    }
}
