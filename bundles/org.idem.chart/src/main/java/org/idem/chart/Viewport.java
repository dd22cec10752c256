package org.idem.chart;

/**
 * What part of a chart is seen and on which scales.
 *
 * @param x the visible x values, or null for the whole chart
 * @param y the visible y values, or null for the whole chart within the visible x values
 */
public record Viewport(AxisRange x, AxisRange y, boolean logX, boolean logY) {
    /** All data on linear axes. */
    public static final Viewport FIT = new Viewport(null, null, false, false);

    /** The whole chart on the scales that it starts with. */
    public static Viewport of(LineChartModel model) {
        return new Viewport(null, null, model.x().log(), model.y().log());
    }

    /** The same view with other x values; null for all. */
    public Viewport withX(AxisRange range) {
        return new Viewport(range, y, logX, logY);
    }

    /** The same view with other y values; null for all. */
    public Viewport withY(AxisRange range) {
        return new Viewport(x, range, logX, logY);
    }

    /** A zoom that reaches zero or below means nothing on a logarithmic axis: it is dropped with the change. */
    public Viewport withLogX(boolean log) {
        return new Viewport(log && x != null && x.low() <= 0 ? null : x, y, log, logY);
    }

    /** As {@link #withLogX}, for the vertical axis. */
    public Viewport withLogY(boolean log) {
        return new Viewport(x, log && y != null && y.low() <= 0 ? null : y, logX, log);
    }

    /** The same scales with the whole chart in view. */
    public Viewport fit() {
        return new Viewport(null, null, logX, logY);
    }

    /** Whether less than the whole chart is seen. */
    public boolean isZoomed() {
        return x != null || y != null;
    }
}
