package org.idem.chart.paint;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.idem.chart.axis.TickFormat;
import org.idem.chart.axis.TickSpacing;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** A logarithmic axis with ticks at powers of ten; over few of them also at 2 and 5, over a part of one at round numbers. */
final class DecadeAxis extends LogAxis {
    private static final long serialVersionUID = 1L;
    private static final int MOST_TICKS = 9;
    /** Room that a label takes on a horizontal axis, in pixels. */
    private static final int LABEL_WIDTH = 44;

    private static final TickFormat FORMAT = new TickFormat(6);

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
        boolean horizontal = RectangleEdge.isTopOrBottom(edge);
        TextAnchor anchor = horizontal ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
        List<NumberTick> ticks = new ArrayList<>();
        List<Double> values = values(getRange().getLowerBound(), getRange().getUpperBound());
        boolean crowded = horizontal && area.getWidth() < values.size() * LABEL_WIDTH;
        for (double value : values) {
            String label = crowded && !isPowerOfTen(value) ? "" : FORMAT.format(value);
            ticks.add(new NumberTick(TickType.MAJOR, value, label, anchor, TextAnchor.CENTER, 0));
        }
        return ticks;
    }

    private static boolean isPowerOfTen(double value) {
        double power = Math.log10(value);
        return Math.abs(power - Math.rint(power)) < 1e-9;
    }

    /** Tick values between {@code low} and {@code high}, both positive. */
    static List<Double> values(double low, double high) {
        double decades = Math.log10(high / low);
        if (decades < 0.7) {
            return round(low, high);
        }
        int every = (int) Math.ceil(decades / MOST_TICKS);
        double[] multiples = decades <= 3 ? new double[] {1, 2, 5} : new double[] {1};
        List<Double> values = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
            if (Math.floorMod(power, every) != 0) {
                continue;
            }
            for (double multiple : multiples) {
                // Through the decimal text, so that 1e-6 is the number that people write.
                double value = Double.parseDouble(multiple + "e" + power);
                if (value >= low * (1 - 1e-12) && value <= high * (1 + 1e-12)) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    private static List<Double> round(double low, double high) {
        double step = TickSpacing.of(high - low, 5);
        List<Double> values = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
            values.add(i * step);
        }
        return values;
    }
}
