package org.idem.chart.paint;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.idem.chart.AxisMapping;
import org.idem.chart.AxisRange;
import org.idem.chart.axis.AxisScale;
import org.idem.chart.axis.ProbitTicks;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** An axis of rates by their normal deviates, with ticks at rates that people name, in percent. */
final class ProbitAxis extends NumberAxis {
    private static final long serialVersionUID = 1L;
    /** Room that a label takes, in pixels. */
    private static final int LABEL_WIDTH = 52;

    private static final int LABEL_HEIGHT = 22;

    @Override
    public double valueToJava2D(double value, Rectangle2D area, RectangleEdge edge) {
        return scale(area, edge).pixel(value);
    }

    @Override
    public double java2DToValue(double place, Rectangle2D area, RectangleEdge edge) {
        return scale(area, edge).value(place);
    }

    private AxisScale scale(Rectangle2D area, RectangleEdge edge) {
        AxisRange range = new AxisRange(getRange().getLowerBound(), getRange().getUpperBound());
        return RectangleEdge.isTopOrBottom(edge)
                ? new AxisScale(range, AxisMapping.PROBIT, area.getMinX(), area.getMaxX())
                : new AxisScale(range, AxisMapping.PROBIT, area.getMaxY(), area.getMinY());
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
        boolean horizontal = RectangleEdge.isTopOrBottom(edge);
        TextAnchor anchor = horizontal ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
        List<NumberTick> ticks = new ArrayList<>();
        for (double rate : ProbitTicks.of(scale(area, edge), horizontal ? LABEL_WIDTH : LABEL_HEIGHT)) {
            ticks.add(new NumberTick(TickType.MAJOR, rate, ProbitTicks.label(rate), anchor, TextAnchor.CENTER, 0));
        }
        return ticks;
    }
}
