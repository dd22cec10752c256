package org.idem.ui.widgets.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** What stands over the curves: ticks where values were not finite, marker lines, and how much lies outside the view. */
record ChartMarks(LineChartModel model, ChartTheme theme, Rectangle2D area, AxisScale x, AxisScale y) {
    private static final double TICK = 4;

    /** @param clipped whether the y axis was chosen by hand, so that values may lie outside it */
    void draw(Graphics2D g, boolean clipped) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setFont(theme.font());
        if (model.points() == 0) {
            drawNothing(g);
        }
        drawMarkers(g);
        drawNotFinite(g);
        if (clipped) {
            drawOutside(g);
        }
    }

    private void drawNothing(Graphics2D g) {
        String words = "No values yet";
        double left = area.getCenterX() - g.getFontMetrics().stringWidth(words) / 2.0;
        text(g, words, left, area.getCenterY(), theme.quiet());
    }

    private void drawMarkers(Graphics2D g) {
        for (LineChartModel.Marker marker : model.markers()) {
            if (!x.range().contains(marker.x())) {
                continue;
            }
            double at = x.pixel(marker.x());
            g.setColor(theme.quiet());
            g.setStroke(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {4, 3}, 0));
            g.draw(new Line2D.Double(at, area.getMinY(), at, area.getMaxY()));
            FontMetrics metrics = g.getFontMetrics();
            boolean right = at + 4 + metrics.stringWidth(marker.label()) < area.getMaxX();
            double left = right ? at + 4 : at - 4 - metrics.stringWidth(marker.label());
            text(g, marker.label(), left, area.getMinY() + metrics.getAscent() + 2, theme.foreground());
        }
    }

    private void drawNotFinite(Graphics2D g) {
        double first = Double.POSITIVE_INFINITY;
        g.setColor(theme.warning());
        for (ChartSeries series : model.series()) {
            double lastPixel = Double.NEGATIVE_INFINITY;
            for (double at : series.notFinite()) {
                first = Math.min(first, at);
                double pixel = x.range().contains(at) ? x.pixel(at) : lastPixel;
                if (pixel - lastPixel >= 1) {
                    g.fill(tick(pixel));
                    lastPixel = pixel;
                }
            }
        }
        if (x.range().contains(first)) {
            String words = "first NaN at " + new TickFormat(9).format(first);
            FontMetrics metrics = g.getFontMetrics();
            double left = Math.min(x.pixel(first) + 8, area.getMaxX() - metrics.stringWidth(words) - 4);
            text(g, words, left, area.getMinY() + metrics.getAscent() + 4, theme.warning());
        }
    }

    private Path2D tick(double pixel) {
        Path2D path = new Path2D.Double();
        path.moveTo(pixel - TICK, area.getMinY());
        path.lineTo(pixel + TICK, area.getMinY());
        path.lineTo(pixel, area.getMinY() + 2 * TICK);
        path.closePath();
        return path;
    }

    private void drawOutside(Graphics2D g) {
        long above = 0;
        long below = 0;
        for (ChartSeries series : model.series()) {
            ChartSeries.Band measured = measured(series);
            for (int i = 0; i < measured.x().length; i++) {
                boolean seen = x.range().contains(measured.x()[i]);
                above += seen && measured.high()[i] > y.range().high() ? 1 : 0;
                below += seen && measured.low()[i] < y.range().low() ? 1 : 0;
            }
        }
        badge(g, above, "above the view", area.getMinY() + g.getFontMetrics().getAscent() + 4);
        badge(g, below, "below the view", area.getMaxY() - g.getFontMetrics().getDescent() - 4);
    }

    /** Where a smoothed curve has a band, that is what was measured. */
    private static ChartSeries.Band measured(ChartSeries series) {
        return series.band() != null ? series.band() : new ChartSeries.Band(series.x(), series.y(), series.y());
    }

    private void badge(Graphics2D g, long count, String where, double baseline) {
        if (count > 0) {
            String words = new TickFormat(12).format(count) + (count == 1 ? " point " : " points ") + where;
            double left = area.getMaxX() - g.getFontMetrics().stringWidth(words) - 8;
            text(g, words, left, baseline, theme.warning());
        }
    }

    /** On a patch of background, to be readable over curves. */
    private void text(Graphics2D g, String words, double left, double baseline, Color color) {
        FontMetrics metrics = g.getFontMetrics();
        g.setColor(theme.background());
        g.fill(new Rectangle2D.Double(
                left - 2, baseline - metrics.getAscent(), metrics.stringWidth(words) + 4.0, metrics.getHeight()));
        g.setColor(color);
        g.drawString(words, (float) left, (float) baseline);
    }
}
