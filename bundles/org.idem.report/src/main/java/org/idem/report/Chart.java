package org.idem.report;

import java.util.Locale;

/**
 * A line chart as SVG. Colours come from the page's style sheet by class name, so that one drawing serves the light and
 * the dark theme.
 */
final class Chart {
    static final int WIDTH = 560;
    static final int HEIGHT = 320;
    /** Pixels between the axes. */
    static final int PLOT_WIDTH = 486;

    private static final int LEFT = 60;
    private static final int TOP = 16;
    private static final int PLOT_HEIGHT = 256;

    private final Axis x;
    private final Axis y;
    private final Markup body = new Markup();

    Chart(Axis x, Axis y) {
        this.x = x;
        this.y = y;
    }

    /** Shades everything between two values of x and writes a word on it. */
    Chart region(double from, double to, String label) {
        double left = px(Math.max(from, x.low()));
        double right = px(Math.min(to, x.high()));
        if (right - left < 1) {
            return this;
        }
        body.empty(
                "rect",
                "class",
                "region",
                "x",
                at(left),
                "y",
                at(TOP),
                "width",
                at(right - left),
                "height",
                at(PLOT_HEIGHT));
        if (right - left > 5.6 * label.length()) {
            body.leaf("text", label, "class", "note", "x", at(left + 6), "y", at(TOP + 16));
        }
        return this;
    }

    /** A level that curves are compared with. */
    Chart level(double value, String label) {
        if (value >= y.low() && value <= y.high()) {
            line(body, "level", LEFT, py(value), LEFT + PLOT_WIDTH, py(value));
            label(body, label, LEFT + PLOT_WIDTH - 6, py(value) - 5, "end");
        }
        return this;
    }

    /** The area between two curves; points where either is NaN are left out. */
    Chart band(String style, double[] xs, double[] low, double[] high) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < xs.length; i++) {
            addPoint(path, xs[i], high[i], 'L');
        }
        for (int i = xs.length - 1; i >= 0; i--) {
            addPoint(path, xs[i], low[i], 'L');
        }
        if (path.length() > 0) {
            body.empty("path", "class", "band " + style, "d", path.append('Z').toString());
        }
        return this;
    }

    /** A curve through all points that are not NaN. */
    Chart line(String style, double[] xs, double[] ys) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < xs.length; i++) {
            addPoint(path, xs[i], ys[i], 'L');
        }
        if (path.length() > 0) {
            body.empty("path", "class", "curve " + style, "d", path.toString());
        }
        return this;
    }

    /** A dot at each point, with its value for whoever points at it. */
    Chart dots(String style, double[] xs, double[] ys, String[] titles) {
        for (int i = 0; i < xs.length; i++) {
            if (Double.isFinite(ys[i])) {
                body.open("circle", "class", "dot " + style, "cx", at(px(xs[i])), "cy", at(py(ys[i])), "r", "3.2");
                body.leaf("title", titles[i]).close();
            }
        }
        return this;
    }

    /** A short tick at the upper edge where there is a value that cannot be drawn. */
    Chart alarm(double value) {
        line(body, "alarm", px(value), TOP, px(value), TOP + 9);
        return this;
    }

    /** A bar from the lower edge. */
    Chart bar(String style, double from, double to, double height) {
        if (height > 0) {
            body.empty(
                    "rect",
                    "class",
                    "bar " + style,
                    "x",
                    at(px(from)),
                    "y",
                    at(py(height)),
                    "width",
                    at(Math.max(0.5, px(to) - px(from))),
                    "height",
                    at(TOP + PLOT_HEIGHT - py(height)));
        }
        return this;
    }

    /** The whole drawing. */
    Markup draw(String description) {
        Markup svg = new Markup();
        svg.open(
                "svg",
                "viewBox",
                "0 0 " + WIDTH + " " + HEIGHT,
                "role",
                "img",
                "aria-label",
                description,
                "xmlns",
                "http://www.w3.org/2000/svg");
        drawAxes(svg);
        return svg.append(body).close();
    }

    private void drawAxes(Markup svg) {
        int bottom = TOP + PLOT_HEIGHT;
        for (Axis.Tick tick : y.ticks()) {
            double height = py(tick.value());
            line(svg, "grid", LEFT, height, LEFT + PLOT_WIDTH, height);
            label(svg, tick.label(), LEFT - 8, height + 4, "end");
        }
        for (Axis.Tick tick : x.ticks()) {
            double place = px(tick.value());
            line(svg, "mark", place, bottom, place, bottom + 4);
            label(svg, tick.label(), place, bottom + 17, "middle");
        }
        line(svg, "mark", LEFT, bottom, LEFT + PLOT_WIDTH, bottom);
        label(svg, x.label(), LEFT + PLOT_WIDTH / 2.0, bottom + 37, "middle");
    }

    private static void line(Markup svg, String style, double x1, double y1, double x2, double y2) {
        svg.empty("line", "class", style, "x1", at(x1), "y1", at(y1), "x2", at(x2), "y2", at(y2));
    }

    private static void label(Markup svg, String text, double x, double y, String anchor) {
        svg.leaf("text", text, "x", at(x), "y", at(y), "text-anchor", anchor);
    }

    private void addPoint(StringBuilder path, double valueX, double valueY, char command) {
        if (Double.isFinite(valueX) && Double.isFinite(valueY)) {
            path.append(path.length() == 0 ? 'M' : command)
                    .append(at(px(valueX)))
                    .append(' ')
                    .append(at(py(valueY)));
        }
    }

    private double px(double value) {
        return LEFT + PLOT_WIDTH * Math.min(1, Math.max(0, x.position(value)));
    }

    private double py(double value) {
        return TOP + PLOT_HEIGHT * (1 - Math.min(1, Math.max(0, y.position(value))));
    }

    private static String at(double pixel) {
        return String.format(Locale.ROOT, "%.1f", pixel);
    }
}
