package org.idem.chart.paint;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.idem.chart.ChartTheme;
import org.idem.chart.LineChartModel;
import org.idem.chart.Viewport;
import org.idem.chart.axis.AxisScale;

/**
 * A chart as an image, and where things are in it.
 *
 * @param image in pixels, 3 bytes BGR
 * @param layout in points
 * @param theme with which it was drawn
 */
public record ChartPicture(BufferedImage image, ChartLayout layout, ChartTheme theme) {

    /**
     * Draws a chart into an image of its own; works on any thread, without a display.
     *
     * @param width in points, at least 1
     * @param height in points, at least 1
     * @param scale pixels per point
     */
    public static ChartPicture of(
            LineChartModel model, Viewport view, ChartTheme theme, int width, int height, double scale) {
        int w = Math.max(1, (int) Math.round(width * scale));
        int h = Math.max(1, (int) Math.round(height * scale));
        BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = image.createGraphics();
        try {
            g.scale(scale, scale);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            ChartPainter painter = new ChartPainter(model, view, theme);
            return new ChartPicture(image, painter.paint(g, width, height, scale, image), theme);
        } finally {
            g.dispose();
        }
    }

    /** The data area, in points. */
    public Rectangle2D plot() {
        return layout.plot();
    }

    /** Values of x to points. */
    public AxisScale x() {
        return layout.x();
    }

    /** Values of y to points. */
    public AxisScale y() {
        return layout.y();
    }
}
