package org.idem.ui.widgets.chart;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.idem.chart.ChartSeries;
import org.idem.chart.ChartTheme;
import org.idem.chart.LineChartModel;
import org.idem.chart.axis.AxisScale;
import org.idem.chart.axis.TickFormat;
import org.idem.chart.paint.ChartPicture;

/** The vertical line under the mouse and the values of the curves there. */
final class Crosshair {
    /** More lines than this would hide the chart. */
    private static final int MOST_LINES = 12;

    private static final int MOST_EVENTS = 4;
    private static final int LONGEST = 90;
    private static final double EVENT_REACH = 6;

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

    /** The curve that is pointed out stands first. */
    private List<ChartSeries> valued() {
        boolean dots = canvas.model().series().stream().allMatch(s -> s.line().size() == 1);
        ChartPicture picture = canvas.picture();
        return canvas.model().series().stream()
                .filter(s -> s.line().nearest(x) >= 0)
                // Of things that have a dot each only those that are there.
                .filter(s -> !dots || picture == null || isSame(s.line().x()[0], x, picture.x(), EVENT_REACH))
                .sorted(Comparator.comparing(s -> !s.key().equals(canvas.emphasis())))
                .toList();
    }

    /** What happened where the crosshair is, as far as a hand can tell. */
    private Stream<String> events() {
        ChartPicture picture = canvas.picture();
        return canvas.model().events().stream()
                .filter(event -> isSame(event.x(), x, picture == null ? null : picture.x(), EVENT_REACH))
                .map(event -> event.label().length() <= LONGEST
                        ? event.label()
                        : event.label().substring(0, LONGEST) + "…");
    }

    /** Whether two values of x stand at one place of the picture; exactly equal before there is one. */
    private static boolean isSame(double a, double b, AxisScale scale, double reach) {
        return scale == null ? Double.compare(a, b) == 0 : Math.abs(scale.pixel(a) - scale.pixel(b)) <= reach;
    }

    /** First the position, then a line for each curve. */
    List<String> lines() {
        if (Double.isNaN(x)) {
            return List.of();
        }
        List<ChartSeries> shown = valued();
        LineChartModel model = canvas.model();
        double at = shown.stream()
                .mapToDouble(s -> s.line().x()[s.line().nearest(x)])
                .boxed()
                .min(Comparator.comparingDouble(place -> Math.abs(place - x)))
                .orElse(x);
        List<String> lines = new ArrayList<>();
        lines.add((model.x().label().isEmpty() ? "x" : model.x().label()) + " " + X_FORMAT.format(at));
        shown.stream().limit(MOST_LINES).forEach(s -> lines.add(value(s, at)));
        if (shown.size() > MOST_LINES) {
            lines.add((shown.size() - MOST_LINES) + " more");
        }
        events().limit(MOST_EVENTS).forEach(lines::add);
        return lines;
    }

    /** A curve that has no value there says where its nearest one is. */
    private String value(ChartSeries series, double at) {
        int i = series.line().nearest(x);
        double place = series.line().x()[i];
        ChartPicture picture = canvas.picture();
        boolean here = Double.compare(place, at) == 0 || picture == null || isSame(place, at, picture.x(), 1);
        return series.name() + "  " + Y_FORMAT.format(series.line().y()[i])
                + (here ? "" : " (at " + X_FORMAT.format(place) + ")");
    }
}
