package org.idem.ui.widgets.chart;

/**
 * What part of a chart is seen and on which scales.
 *
 * @param x the visible x values, or null to fit all data
 * @param y the visible y values, or null to fit the data within the visible x values
 */
public record Viewport(AxisRange x, AxisRange y, boolean logX, boolean logY) {
    /** All data on linear axes. */
    public static final Viewport FIT = new Viewport(null, null, false, false);

    public Viewport withX(AxisRange span) {
        return new Viewport(span, y, logX, logY);
    }

    public Viewport withY(AxisRange span) {
        return new Viewport(x, span, logX, logY);
    }

    /** A zoom that reaches zero or below means nothing on a logarithmic axis: it is dropped with the change. */
    public Viewport withLogX(boolean log) {
        return new Viewport(log && x != null && x.low() <= 0 ? null : x, y, log, logY);
    }

    public Viewport withLogY(boolean log) {
        return new Viewport(x, log && y != null && y.low() <= 0 ? null : y, logX, log);
    }

    /** The same scales with all data in view. */
    public Viewport fit() {
        return new Viewport(null, null, logX, logY);
    }

    public boolean zoomed() {
        return x != null || y != null;
    }
}
