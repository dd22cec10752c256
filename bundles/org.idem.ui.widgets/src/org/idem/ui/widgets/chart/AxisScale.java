package org.idem.ui.widgets.chart;

/**
 * Values to pixels along one axis and back.
 *
 * @param start the pixel of {@code range.low()}; for a y axis larger than {@code end}
 * @param end the pixel of {@code range.high()}
 */
record AxisScale(Span range, boolean log, double start, double end) {
    double pixel(double value) {
        double from = Span.forward(range.low(), log);
        double to = Span.forward(range.high(), log);
        return start + (Span.forward(value, log) - from) / (to - from) * (end - start);
    }

    double value(double pixel) {
        double from = Span.forward(range.low(), log);
        double to = Span.forward(range.high(), log);
        return Span.back(from + (pixel - start) / (end - start) * (to - from), log);
    }

    int columns() {
        return Math.max(1, (int) Math.ceil(Math.abs(end - start)));
    }
}
