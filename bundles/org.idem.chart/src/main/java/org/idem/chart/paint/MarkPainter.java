package org.idem.chart.paint;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.idem.chart.ChartMark;
import org.idem.chart.ChartSeries;
import org.idem.chart.ChartTheme;
import org.idem.chart.DataPoints;
import org.idem.chart.LineChartModel;
import org.idem.chart.axis.AxisScale;
import org.idem.chart.axis.TickFormat;

/** Draws what stands over the curves: dots, lines with words, ticks where values were not finite, what lies outside. */
final class MarkPainter {
    private static final double TICK = 4;
    private static final double DOT = 3.5;
    private static final double GAP = 4;
    private static final BasicStroke DASHED =
            new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {4, 3}, 0);

    private final LineChartModel model;
    private final ChartTheme theme;
    private final Rectangle2D area;
    private final AxisScale x;
    private final AxisScale y;

    MarkPainter(LineChartModel model, ChartTheme theme, ChartLayout layout) {
        this.model = model;
        this.theme = theme;
        area = layout.plot();
        x = layout.x();
        y = layout.y();
    }

    /** @param clipped whether the y axis was chosen by hand, so that values may lie outside it */
    void draw(Graphics2D g, boolean clipped) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setFont(theme.font());
        if (model.points() == 0) {
            drawNothing(g);
        }
        model.series().stream().filter(ChartSeries::hasDots).forEach(series -> drawDots(g, series));
        for (ChartMark mark : model.marks()) {
            if (mark instanceof ChartMark.VerticalLine line) {
                drawVertical(g, line);
            } else if (mark instanceof ChartMark.HorizontalLine line) {
                drawHorizontal(g, line);
            } else if (mark instanceof ChartMark.Region region) {
                drawWord(g, region);
            }
        }
        new EventPainter(model, theme, area, x).draw(g);
        drawNotFinite(g);
        if (clipped) {
            drawOutside(g);
        }
    }

    private void drawNothing(Graphics2D g) {
        String words = model.marks().stream()
                .filter(ChartMark.Note.class::isInstance)
                .map(ChartMark::label)
                .findFirst()
                .orElse("No values yet");
        double left = area.getCenterX() - g.getFontMetrics().stringWidth(words) / 2.0;
        text(g, words, left, area.getCenterY(), theme.quiet());
    }

    /** Over the edge of the data area too: a dot at the last step is a whole dot. None where they would run together. */
    private void drawDots(Graphics2D g, ChartSeries series) {
        DataPoints line = series.line();
        if (line.size() > 1 && line.size() * 2 * DOT > width(line)) {
            return;
        }
        for (int i = 0; i < line.size(); i++) {
            if (x.range().contains(line.x()[i]) && y.range().contains(line.y()[i])) {
                double atX = x.pixel(line.x()[i]);
                double atY = y.pixel(line.y()[i]);
                g.setColor(theme.background());
                g.fill(circle(atX, atY, DOT + 1));
                g.setColor(CurvesLayer.paint(series, theme));
                g.fill(circle(atX, atY, DOT));
            }
        }
    }

    /** How much of the data area a curve takes, in points; all of it where that is not known. */
    private double width(DataPoints line) {
        double width = Math.abs(x.pixel(line.x()[line.size() - 1]) - x.pixel(line.x()[0]));
        return Double.isFinite(width) ? width : area.getWidth();
    }

    private static Ellipse2D circle(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    private void drawVertical(Graphics2D g, ChartMark.VerticalLine line) {
        if (x.range().contains(line.x())) {
            double at = x.pixel(line.x());
            g.setColor(theme.quiet());
            g.setStroke(DASHED);
            g.draw(new Line2D.Double(at, area.getMinY(), at, area.getMaxY()));
            FontMetrics metrics = g.getFontMetrics();
            boolean right = at + GAP + metrics.stringWidth(line.label()) < area.getMaxX();
            double left = right ? at + GAP : at - GAP - metrics.stringWidth(line.label());
            text(g, line.label(), left, area.getMinY() + metrics.getAscent() + 2, theme.foreground());
        }
    }

    private void drawHorizontal(Graphics2D g, ChartMark.HorizontalLine line) {
        if (y.range().contains(line.y())) {
            double at = y.pixel(line.y());
            g.setColor(theme.quiet());
            g.setStroke(DASHED);
            g.draw(new Line2D.Double(area.getMinX(), at, area.getMaxX(), at));
            FontMetrics metrics = g.getFontMetrics();
            double left = area.getMaxX() - metrics.stringWidth(line.label()) - GAP;
            text(g, line.label(), left, at - metrics.getDescent() - 2, theme.quiet());
        }
    }

    /** Only where the region has room for it. */
    private void drawWord(Graphics2D g, ChartMark.Region region) {
        if (region.to() < x.range().low() || region.from() > x.range().high()) {
            return;
        }
        double left = x.pixel(Math.max(region.from(), x.range().low())) + GAP;
        double right = x.pixel(Math.min(region.to(), x.range().high()));
        FontMetrics metrics = g.getFontMetrics();
        if (left + metrics.stringWidth(region.label()) + GAP <= right) {
            double baseline = area.getMaxY() - metrics.getDescent() - GAP;
            text(g, region.label(), left, baseline, theme.quiet(), theme.shade());
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
            double left = Math.min(x.pixel(first) + 8, area.getMaxX() - metrics.stringWidth(words) - GAP);
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
            // Where a smoothed curve has a band, that is what was measured.
            ChartSeries.Band band = series.band();
            above += count(band == null ? series.line() : band.high(), true);
            below += count(band == null ? series.line() : band.low(), false);
        }
        FontMetrics metrics = g.getFontMetrics();
        badge(g, above, "above the view", area.getMinY() + metrics.getAscent() + 4);
        badge(g, below, "below the view", area.getMaxY() - metrics.getDescent() - 4);
    }

    private long count(DataPoints points, boolean above) {
        long count = 0;
        for (int i = 0; i < points.size(); i++) {
            double value = points.y()[i];
            boolean outside =
                    above ? value > y.range().high() : value < y.range().low();
            count += outside && x.range().contains(points.x()[i]) ? 1 : 0;
        }
        return count;
    }

    private void badge(Graphics2D g, long count, String where, double baseline) {
        if (count > 0) {
            String words = new TickFormat(12).format(count) + (count == 1 ? " point " : " points ") + where;
            double left = area.getMaxX() - g.getFontMetrics().stringWidth(words) - 8;
            text(g, words, left, baseline, theme.warning());
        }
    }

    private void text(Graphics2D g, String words, double left, double baseline, Color color) {
        text(g, words, left, baseline, color, theme.background());
    }

    /** On a patch of what is around it, to be readable over curves. */
    private static void text(Graphics2D g, String words, double left, double baseline, Color color, Color patch) {
        if (words.isEmpty()) {
            return;
        }
        FontMetrics metrics = g.getFontMetrics();
        g.setColor(patch);
        g.fill(new Rectangle2D.Double(
                left - 2, baseline - metrics.getAscent(), metrics.stringWidth(words) + 4.0, metrics.getHeight()));
        g.setColor(color);
        g.drawString(words, (float) left, (float) baseline);
    }
}
