package org.idem.ui.widgets.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A chart as scalable vector graphics (SVG 1.1), in which curves are paths and text stays text. Drawn without
 * JFreeChart, which has no vector output of its own.
 */
final class SvgExport {
    private static final int MARGIN = 12;
    private static final int TITLE = 36;
    private static final int RIGHT = 32;
    private static final int BOTTOM = 48;
    private static final int POINTS_PER_X_TICK = 96;
    private static final int POINTS_PER_Y_TICK = 48;
    /** Curves are reduced to columns this narrow, in points: finer than any printer. */
    private static final double COLUMN = 0.25;

    private static final TickFormat FORMAT = new TickFormat(6);

    private final LineChartModel model;
    private final ChartTheme theme;
    private final FontMetrics metrics;
    private final List<Point2D> legend;
    private final AxisScale x;
    private final AxisScale y;
    private final StringBuilder out = new StringBuilder();

    private SvgExport(LineChartModel model, Viewport view, ChartTheme theme, int width, int height) {
        this.model = model;
        this.theme = theme;
        metrics = metrics(theme.font());
        AxisRange across = view.x() != null ? view.x() : DataRange.x(model.series(), view.logX());
        AxisRange up = view.y() != null ? view.y() : DataRange.y(model.series(), across, view.logY());
        legend = legendPlaces(width);
        double top = legend.isEmpty() ? TITLE : legend.get(legend.size() - 1).getY() + metrics.getHeight() + 4;
        AxisScale atTop = new AxisScale(up, view.logY(), height - (double) BOTTOM, top);
        int labels = ticks(atTop, POINTS_PER_Y_TICK).stream()
                .mapToInt(v -> metrics.stringWidth(FORMAT.format(v)))
                .max()
                .orElse(0);
        y = atTop;
        x = new AxisScale(across, view.logX(), labels + 2.0 * metrics.getHeight() + 8, width - (double) RIGHT);
    }

    /** @param width in points */
    static void write(LineChartModel model, Viewport view, ChartTheme theme, int width, int height, Path file)
            throws IOException {
        Files.writeString(file, new SvgExport(model, view, theme, width, height).svg(width, height));
    }

    private String svg(int width, int height) {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(width);
        out.append("\" height=\"").append(height);
        out.append("\" viewBox=\"0 0 ").append(width).append(' ').append(height);
        out.append("\" font-family=\"sans-serif\" font-size=\"")
                .append(number(theme.font().getSize2D()));
        out.append("\">\n<title>").append(escape(model.title())).append("</title>\n");
        rectangle(0, 0, width, height, theme.background());
        text(model.title(), MARGIN, 20, "start", theme.foreground(), " font-weight=\"bold\"");
        legend();
        out.append("<clipPath id=\"plot\"><rect x=\"").append(number(x.start()));
        out.append("\" y=\"").append(number(y.end())).append("\" width=\"").append(number(x.end() - x.start()));
        out.append("\" height=\"").append(number(y.start() - y.end())).append("\"/></clipPath>\n");
        axes(height);
        out.append("<g clip-path=\"url(#plot)\" fill=\"none\">\n");
        model.series().forEach(this::band);
        model.series().forEach(this::line);
        out.append("</g>\n");
        markers();
        return out.append("</svg>\n").toString();
    }

    private void legend() {
        for (int i = 0; i < model.series().size(); i++) {
            ChartSeries series = model.series().get(i);
            double left = legend.get(i).getX();
            double middle = legend.get(i).getY();
            line(left, middle, left + 14, middle, theme.color(series.color()), 1.5, dash(series.color()));
            text(series.name(), left + 20, middle + 4, "start", theme.foreground(), "");
        }
    }

    /** Where the entries stand, in as many rows as they need. */
    private List<Point2D> legendPlaces(int width) {
        List<Point2D> places = new ArrayList<>();
        double left = MARGIN;
        double middle = TITLE;
        for (ChartSeries series : model.series()) {
            double entry = 20 + metrics.stringWidth(series.name()) + 16;
            if (left > MARGIN && left + entry > width) {
                left = MARGIN;
                middle += metrics.getHeight() + 2;
            }
            places.add(new Point2D.Double(left, middle));
            left += entry;
        }
        return places;
    }

    private void axes(int height) {
        for (double value : ticks(y, POINTS_PER_Y_TICK)) {
            double at = y.pixel(value);
            line(x.start(), at, x.end(), at, theme.grid(), 1, "");
            text(FORMAT.format(value), x.start() - 6, at + metrics.getAscent() / 2.0 - 1, "end", theme.quiet(), "");
        }
        for (double value : ticks(x, POINTS_PER_X_TICK)) {
            double at = x.pixel(value);
            line(at, y.start(), at, x.log() ? y.end() : y.start() + 4, theme.grid(), 1, "");
            text(FORMAT.format(value), at, y.start() + metrics.getHeight() + 2, "middle", theme.quiet(), "");
        }
        line(x.start(), y.start(), x.end(), y.start(), theme.grid(), 1, "");
        text(model.xLabel(), (x.start() + x.end()) / 2, height - 10.0, "middle", theme.quiet(), "");
        double middle = (y.start() + y.end()) / 2;
        String turn = " transform=\"rotate(-90 " + number(metrics.getHeight()) + " " + number(middle) + ")\"";
        text(model.yLabel(), metrics.getHeight(), middle, "middle", theme.quiet(), turn);
    }

    private static List<Double> ticks(AxisScale scale, int points) {
        AxisRange span = scale.range();
        if (scale.log()) {
            return DecadeAxis.values(span.low(), span.high());
        }
        double step = TickSpacing.of(span.high() - span.low(), scale.columns() / points);
        List<Double> values = new ArrayList<>();
        for (long i = (long) Math.ceil(span.low() / step - 1e-9); i * step <= span.high() + step * 1e-9; i++) {
            values.add(i * step);
        }
        return values;
    }

    /** The same axis with so many columns that reduction is finer than the drawing. */
    private AxisScale fine() {
        return new AxisScale(x.range(), x.log(), x.start() / COLUMN, x.end() / COLUMN);
    }

    private void line(ChartSeries series) {
        Decimation.Curve curve = Decimation.line(series.x(), series.y(), fine(), y.log());
        StringBuilder path = new StringBuilder();
        boolean on = false;
        for (int i = 0; i < curve.size(); i++) {
            boolean drawn = Double.isFinite(curve.high()[i]);
            if (drawn) {
                path.append(on ? 'L' : 'M').append(point(curve.x()[i], curve.high()[i]));
            }
            on = drawn;
        }
        out.append("<path d=\"").append(path).append("\" stroke=\"").append(hex(theme.color(series.color())));
        out.append("\" stroke-width=\"1.5\" stroke-linejoin=\"round\"")
                .append(dash(series.color()))
                .append("/>\n");
    }

    private void band(ChartSeries series) {
        if (series.band() == null) {
            return;
        }
        Decimation.Curve curve = Decimation.band(series.band(), fine(), y.log());
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < curve.size(); i++) {
            path.append(i == 0 ? 'M' : 'L').append(point(curve.x()[i], curve.high()[i]));
        }
        for (int i = curve.size() - 1; i >= 0; i--) {
            path.append('L').append(point(curve.x()[i], curve.low()[i]));
        }
        String color = hex(theme.color(series.color()));
        out.append("<path d=\"").append(path).append("\" fill=\"").append(color).append("\" fill-opacity=\"0.22\"");
        out.append(" stroke=\"").append(color).append("\" stroke-opacity=\"0.22\" stroke-width=\"0.5\"/>\n");
    }

    private void markers() {
        for (LineChartModel.Marker marker : model.markers()) {
            if (x.range().contains(marker.x())) {
                double at = x.pixel(marker.x());
                line(at, y.start(), at, y.end(), theme.quiet(), 1, " stroke-dasharray=\"4 3\"");
                text(marker.label(), at + 4, y.end() + metrics.getAscent(), "start", theme.foreground(), "");
            }
        }
        for (ChartSeries series : model.series()) {
            for (double at : series.notFinite()) {
                if (x.range().contains(at)) {
                    String top = number(x.pixel(at) - 4) + " " + number(y.end());
                    out.append("<path d=\"M").append(top).append("h8l-4 8z\" fill=\"");
                    out.append(hex(theme.warning())).append("\"/>\n");
                }
            }
        }
    }

    private String point(double atX, double atY) {
        return number(x.pixel(atX)) + " " + number(y.pixel(atY));
    }

    private void line(double x1, double y1, double x2, double y2, Color color, double width, String more) {
        out.append("<path d=\"M").append(number(x1)).append(' ').append(number(y1));
        out.append('L').append(number(x2)).append(' ').append(number(y2));
        out.append("\" stroke=\"")
                .append(hex(color))
                .append("\" stroke-width=\"")
                .append(number(width));
        out.append('"').append(more).append("/>\n");
    }

    private void rectangle(double left, double top, double width, double height, Color color) {
        out.append("<rect x=\"").append(number(left)).append("\" y=\"").append(number(top));
        out.append("\" width=\"").append(number(width)).append("\" height=\"").append(number(height));
        out.append("\" fill=\"").append(hex(color)).append("\"/>\n");
    }

    private void text(String words, double left, double baseline, String anchor, Color color, String more) {
        if (!words.isEmpty()) {
            out.append("<text x=\"").append(number(left)).append("\" y=\"").append(number(baseline));
            out.append("\" text-anchor=\"")
                    .append(anchor)
                    .append("\" fill=\"")
                    .append(hex(color))
                    .append('"');
            out.append(more).append('>').append(escape(words)).append("</text>\n");
        }
    }

    private String dash(int color) {
        float[] dash = theme.dash(color);
        return dash == null ? "" : " stroke-dasharray=\"" + number(dash[0]) + " " + number(dash[1]) + "\"";
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }

    private static String hex(Color color) {
        return String.format(Locale.ROOT, "#%06X", color.getRGB() & 0xFFFFFF);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static FontMetrics metrics(Font font) {
        Graphics2D g = new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR).createGraphics();
        try {
            return g.getFontMetrics(font);
        } finally {
            g.dispose();
        }
    }
}
