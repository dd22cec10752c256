package org.idem.chart.axis;

import org.idem.chart.AxisMapping;
import org.idem.chart.AxisRange;

/**
 * Values to points of the drawing along one axis and back.
 *
 * @param start where {@code range.low()} is drawn; for a y axis larger than {@code end}
 * @param end where {@code range.high()} is drawn
 */
public record AxisScale(AxisRange range, AxisMapping mapping, double start, double end) {

    /** Whether only values above zero are shown. */
    public boolean isPositive() {
        return mapping.isPositive();
    }

    /** Whether it is logarithmic. */
    public boolean log() {
        return mapping == AxisMapping.LOG;
    }

    /** Where a value is drawn. */
    public double pixel(double value) {
        double from = mapping.toScale(range.low());
        double to = mapping.toScale(range.high());
        return start + (mapping.toScale(value) - from) / (to - from) * (end - start);
    }

    /** The value that is drawn at a place. */
    public double value(double pixel) {
        double from = mapping.toScale(range.low());
        double to = mapping.toScale(range.high());
        return mapping.fromScale(from + (pixel - start) / (end - start) * (to - from));
    }

    /** How many columns of one point its length has, at least one. */
    public int columns() {
        return Math.max(1, (int) Math.ceil(Math.abs(end - start)));
    }
}
