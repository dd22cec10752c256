package org.idem.ui.widgets.chart;

import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.idem.chart.ChartTheme;
import org.idem.ui.widgets.ControlTheme;

/** What is drawn over the finished chart image. */
final class Overlay {
    private static final int PADDING = 6;
    private static final int SWATCH = 8;
    private static final int LINE_ALPHA = 140;

    /** One line of a tooltip; without colour for its heading. */
    record Line(String text, java.awt.Color color) {}

    private Overlay() {}

    static void zoomBox(GC gc, Rectangle box) {
        Color accent = gc.getDevice().getSystemColor(SWT.COLOR_LIST_SELECTION);
        gc.setBackground(accent);
        gc.setForeground(accent);
        gc.setAlpha(40);
        gc.fillRectangle(box);
        gc.setAlpha(255);
        gc.drawRectangle(box);
    }

    static void focusRing(GC gc, Point size) {
        gc.setForeground(gc.getDevice().getSystemColor(SWT.COLOR_LIST_SELECTION));
        gc.setLineWidth(1);
        gc.drawRectangle(0, 0, size.x - 1, size.y - 1);
    }

    static void dot(GC gc, ChartTheme theme, double x, double y, java.awt.Color color) {
        gc.setAntialias(SWT.ON);
        gc.setBackground(ControlTheme.swt(theme.background()));
        gc.fillOval((int) x - 4, (int) y - 4, 9, 9);
        gc.setBackground(ControlTheme.swt(color));
        gc.fillOval((int) x - 3, (int) y - 3, 7, 7);
    }

    static void verticalLine(GC gc, ChartTheme theme, double x, double from, double to) {
        gc.setForeground(ControlTheme.swt(theme.foreground()));
        gc.setAlpha(LINE_ALPHA);
        gc.drawLine((int) x, (int) from, (int) x, (int) to);
        gc.setAlpha(255);
    }

    /** Beside the crosshair, on the side with room. */
    static void tooltip(GC gc, ChartTheme theme, Rectangle area, double x, List<Line> lines) {
        int height = gc.getFontMetrics().getHeight();
        int width = 0;
        for (Line line : lines) {
            width = Math.max(width, gc.textExtent(line.text()).x + (line.color() == null ? 0 : SWATCH + 6));
        }
        width += 2 * PADDING;
        int total = lines.size() * height + 2 * PADDING;
        int left = x + 12 + width <= area.x + area.width ? (int) x + 12 : (int) x - 12 - width;
        // Below the line in which marks have their words.
        int top = area.y + height + 12;
        gc.setAlpha(235);
        gc.setBackground(ControlTheme.swt(theme.background()));
        gc.fillRoundRectangle(left, top, width, total, 6, 6);
        gc.setAlpha(255);
        gc.setForeground(ControlTheme.swt(theme.grid()));
        gc.drawRoundRectangle(left, top, width, total, 6, 6);
        int baseline = top + PADDING;
        for (Line line : lines) {
            tooltipLine(gc, theme, left + PADDING, baseline, height, line);
            baseline += height;
        }
    }

    private static void tooltipLine(GC gc, ChartTheme theme, int left, int top, int height, Line line) {
        int indent = 0;
        if (line.color() != null) {
            gc.setBackground(ControlTheme.swt(line.color()));
            gc.fillRoundRectangle(left, top + (height - SWATCH) / 2, SWATCH, SWATCH, 2, 2);
            indent = SWATCH + 6;
        }
        gc.setForeground(ControlTheme.swt(line.color() == null ? theme.quiet() : theme.foreground()));
        gc.drawText(line.text(), left + indent, top, true);
    }
}
