package org.idem.chart.paint;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.EnumMap;
import java.util.Map;
import org.idem.chart.ChartMark;
import org.idem.chart.ChartMark.Sign;
import org.idem.chart.ChartTheme;
import org.idem.chart.LineChartModel;
import org.idem.chart.axis.AxisScale;

/** Draws what happened as signs in a row above the axis; of equal ones that would cover each other the first. */
record EventPainter(LineChartModel model, ChartTheme theme, Rectangle2D area, AxisScale x) {
    private static final double SIZE = 4;
    /** Of the row's middle above the axis. */
    private static final double ABOVE = SIZE + 2;

    private static final double LEAST_GAP = 2 * SIZE + 1;
    private static final BasicStroke DOTTED =
            new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {2, 3}, 0);

    void draw(Graphics2D g) {
        Map<Sign, Double> last = new EnumMap<>(Sign.class);
        for (ChartMark.Event event : model.events()) {
            if (x.range().contains(event.x())) {
                double at = x.pixel(event.x());
                double gap = at - last.getOrDefault(event.sign(), Double.NEGATIVE_INFINITY);
                if (gap >= LEAST_GAP) {
                    draw(g, event.sign(), at);
                    last.put(event.sign(), at);
                }
            }
        }
    }

    private void draw(Graphics2D g, Sign sign, double at) {
        double middle = area.getMaxY() - ABOVE;
        if (sign == Sign.WARNING) {
            g.setColor(theme.warning());
            g.setStroke(DOTTED);
            g.draw(new Line2D.Double(at, area.getMinY(), at, middle - SIZE));
        }
        Shape shape = shape(sign, at, middle);
        g.setColor(theme.background());
        g.setStroke(new BasicStroke(3));
        g.draw(shape);
        g.setColor(sign == Sign.WARNING ? theme.warning() : theme.quiet());
        g.fill(shape);
    }

    private static Shape shape(Sign sign, double x, double y) {
        return switch (sign) {
            case DIAMOND -> ChartTheme.outline(x - SIZE, y, x, y - SIZE, x + SIZE, y, x, y + SIZE);
            case RESUME -> ChartTheme.outline(x - SIZE, y - SIZE, x + SIZE, y, x - SIZE, y + SIZE);
            case STAGE -> ChartTheme.outline(
                    x - SIZE, y - SIZE, x, y - SIZE, x, y, x + SIZE, y, x + SIZE, y + SIZE, x - SIZE, y + SIZE);
            case WARNING -> ChartTheme.outline(x - SIZE, y + SIZE, x, y - SIZE, x + SIZE, y + SIZE);
        };
    }
}
