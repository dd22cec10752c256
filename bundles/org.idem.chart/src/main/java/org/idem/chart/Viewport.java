package org.idem.chart;

/**
 * What part of a chart is seen and on which scales.
 *
 * @param x the visible x values, or null for the whole chart
 * @param y the visible y values, or null for the whole chart within the visible x values
 * @param mapX how x values are laid out
 * @param mapY how y values are laid out
 */
public record Viewport(AxisRange x, AxisRange y, AxisMapping mapX, AxisMapping mapY) {
    /** All data on linear axes. */
    public static final Viewport FIT = new Viewport(null, null, AxisMapping.LINEAR, AxisMapping.LINEAR);

    /** The whole chart on the scales that it starts with. */
    public static Viewport of(LineChartModel model) {
        return new Viewport(null, null, model.x().mapping(), model.y().mapping());
    }

    /** Whether the horizontal axis is logarithmic. */
    public boolean logX() {
        return mapX == AxisMapping.LOG;
    }

    /** Whether the vertical axis is logarithmic. */
    public boolean logY() {
        return mapY == AxisMapping.LOG;
    }

    /** The same view with other x values; null for all. */
    public Viewport withX(AxisRange range) {
        return new Viewport(range, y, mapX, mapY);
    }

    /** The same view with other y values; null for all. */
    public Viewport withY(AxisRange range) {
        return new Viewport(x, range, mapX, mapY);
    }

    /** A zoom that reaches zero or below means nothing on an axis of positive values: it is dropped with the change. */
    public Viewport withMapX(AxisMapping mapping) {
        return new Viewport(mapping.isPositive() && x != null && x.low() <= 0 ? null : x, y, mapping, mapY);
    }

    /** As {@link #withMapX}, for the vertical axis. */
    public Viewport withMapY(AxisMapping mapping) {
        return new Viewport(x, mapping.isPositive() && y != null && y.low() <= 0 ? null : y, mapX, mapping);
    }

    /** The same scales with the whole chart in view. */
    public Viewport fit() {
        return new Viewport(null, null, mapX, mapY);
    }

    /** Whether less than the whole chart is seen. */
    public boolean isZoomed() {
        return x != null || y != null;
    }
}
