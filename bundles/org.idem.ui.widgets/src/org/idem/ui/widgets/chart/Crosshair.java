package org.idem.ui.widgets.chart;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.idem.chart.ChartSeries;
import org.idem.chart.ChartTheme;
import org.idem.chart.LineChartModel;
import org.idem.chart.axis.TickFormat;
import org.idem.chart.paint.ChartPicture;

/** The vertical line under the mouse and the values of the curves there. */
final class Crosshair {
    /** More lines than this would hide the chart. */
    private static final int MOST_LINES = 12;

    private static final TickFormat X_FORMAT = new TickFormat(7);
    private static final TickFormat Y_FORMAT = new TickFormat(5);

    private final ChartCanvas canvas;
    private double x = Double.NaN;

    Crosshair(ChartCanvas canvas) {
        this.canvas = canvas;
    }

    void moveTo(double value) {
        x = value;
    }

    double x() {
        return x;
    }

    void paint(GC gc) {
        ChartPicture picture = canvas.picture();
        if (picture == null || !picture.x().range().contains(x)) {
            return;
        }
        ChartTheme theme = picture.theme();
        Rectangle2D plot = picture.plot();
        double at = picture.x().pixel(x);
        Overlay.verticalLine(gc, theme, at, plot.getMinY(), plot.getMaxY());
        for (ChartSeries series : canvas.model().series()) {
            int i = series.line().nearest(x);
            if (i >= 0
                    && picture.x().range().contains(series.line().x()[i])
                    && picture.y().range().contains(series.line().y()[i])) {
                double px = picture.x().pixel(series.line().x()[i]);
                Overlay.dot(gc, theme, px, picture.y().pixel(series.line().y()[i]), theme.color(series.color()));
            }
        }
        Rectangle area =
                new Rectangle((int) plot.getX(), (int) plot.getY(), (int) plot.getWidth(), (int) plot.getHeight());
        Overlay.tooltip(gc, theme, area, at, overlayLines(theme));
    }

    private List<Overlay.Line> overlayLines(ChartTheme theme) {
        List<String> texts = lines();
        List<ChartSeries> shown = valued();
        List<Overlay.Line> lines = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            boolean curve = i >= 1 && i <= shown.size() && i <= MOST_LINES;
            lines.add(new Overlay.Line(
                    texts.get(i), curve ? theme.color(shown.get(i - 1).color()) : null));
        }
        return lines;
    }

    private List<ChartSeries> valued() {
        return canvas.model().series().stream()
                .filter(s -> s.line().nearest(x) >= 0)
                .toList();
    }

    /** First the position, then a line for each curve. */
    List<String> lines() {
        if (Double.isNaN(x)) {
            return List.of();
        }
        List<ChartSeries> shown = valued();
        LineChartModel model = canvas.model();
        double at = shown.isEmpty()
                ? x
                : shown.get(0).line().x()[shown.get(0).line().nearest(x)];
        List<String> lines = new ArrayList<>();
        lines.add((model.x().label().isEmpty() ? "x" : model.x().label()) + " " + X_FORMAT.format(at));
        shown.stream().limit(MOST_LINES).forEach(s -> lines.add(value(s)));
        if (shown.size() > MOST_LINES) {
            lines.add((shown.size() - MOST_LINES) + " more");
        }
        return lines;
    }

    private String value(ChartSeries series) {
        return series.name() + "  "
                + Y_FORMAT.format(series.line().y()[series.line().nearest(x)]);
    }
}
