package org.idem.ui.widgets.chart;

/**
 * Values to pixels along one axis and back.
 *
 * @param start the pixel of {@code range.low()}; for a y axis larger than {@code end}
 * @param end the pixel of {@code range.high()}
 */
record AxisScale(AxisRange range, boolean log, double start, double end) {
    double pixel(double value) {
        double from = AxisRange.forward(range.low(), log);
        double to = AxisRange.forward(range.high(), log);
        return start + (AxisRange.forward(value, log) - from) / (to - from) * (end - start);
    }

    double value(double pixel) {
        double from = AxisRange.forward(range.low(), log);
        double to = AxisRange.forward(range.high(), log);
        return AxisRange.back(from + (pixel - start) / (end - start) * (to - from), log);
    }

    int columns() {
        return Math.max(1, (int) Math.ceil(Math.abs(end - start)));
    }
}
