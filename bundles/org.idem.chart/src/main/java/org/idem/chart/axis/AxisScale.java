package org.idem.chart.axis;

import org.idem.chart.AxisRange;

/**
 * Values to points of the drawing along one axis and back.
 *
 * @param start where {@code range.low()} is drawn; for a y axis larger than {@code end}
 * @param end where {@code range.high()} is drawn
 */
public record AxisScale(AxisRange range, boolean log, double start, double end) {
    /** Where a value is drawn. */
    public double pixel(double value) {
        double from = AxisRange.toScale(range.low(), log);
        double to = AxisRange.toScale(range.high(), log);
        return start + (AxisRange.toScale(value, log) - from) / (to - from) * (end - start);
    }

    /** The value that is drawn at a place. */
    public double value(double pixel) {
        double from = AxisRange.toScale(range.low(), log);
        double to = AxisRange.toScale(range.high(), log);
        return AxisRange.fromScale(from + (pixel - start) / (end - start) * (to - from), log);
    }

    /** How many columns of one point its length has, at least one. */
    public int columns() {
        return Math.max(1, (int) Math.ceil(Math.abs(end - start)));
    }
}
