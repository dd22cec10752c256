package org.idem.ui.runs;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;
import org.idem.run.RunLabels;
import org.idem.run.query.MetricCurve;
import org.idem.ui.widgets.ControlTheme;
import org.idem.ui.widgets.table.CellPainter;

/** Draws the course of a run's loss as small as a word, in the colour of the run where it has one. UI thread only. */
final class CurvePainter implements CellPainter<RunLine> {
    private static final int MARGIN = 4;

    private final Control table;

    CurvePainter(Control table) {
        this.table = table;
    }

    @Override
    public void paint(GC gc, Rectangle bounds, RunLine line, boolean selected) {
        if (!(line instanceof RunRow row) || row.record().details().loss().size() == 0) {
            return;
        }
        Color before = gc.getForeground();
        int antialias = gc.getAntialias();
        gc.setForeground(
                selected
                        ? gc.getForeground()
                        : color(table, Math.max(0, row.labels().style())));
        gc.setAntialias(SWT.ON);
        MetricCurve curve = row.record().details().loss();
        int[] points = points(curve, bounds);
        if (points.length > 2) {
            gc.drawPolyline(points);
        } else if (points.length == 2) {
            gc.drawOval(points[0] - 1, points[1] - 1, 2, 2);
        }
        gc.setAntialias(antialias);
        gc.setForeground(before);
    }

    /** The colour of a style; a run without one is drawn as the first. */
    static Color color(Control control, int style) {
        return ControlTheme.swt(ControlTheme.of(control).color(style == RunLabels.NO_STYLE ? 0 : style));
    }

    private static int[] points(MetricCurve curve, Rectangle bounds) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        int known = 0;
        for (int i = 0; i < curve.size(); i++) {
            if (!Float.isNaN(curve.value(i))) {
                low = Math.min(low, curve.value(i));
                high = Math.max(high, curve.value(i));
                known++;
            }
        }
        float span = high > low ? high - low : 1;
        int width = bounds.width - 2 * MARGIN;
        int height = bounds.height - 2 * MARGIN;
        int[] points = new int[2 * known];
        int next = 0;
        for (int i = 0; i < curve.size(); i++) {
            if (!Float.isNaN(curve.value(i))) {
                points[next++] = bounds.x + MARGIN + Math.round(width * i / (float) Math.max(1, curve.size() - 1));
                points[next++] = bounds.y + MARGIN + Math.round(height * (high - curve.value(i)) / span);
            }
        }
        return points;
    }
}
