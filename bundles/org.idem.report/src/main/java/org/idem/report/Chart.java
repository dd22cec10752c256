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
            String height = at(py(value));
            body.empty(
                    "line", "class", "level", "x1", at(LEFT), "x2", at(LEFT + PLOT_WIDTH), "y1", height, "y2", height);
            body.leaf(
                    "text",
                    label,
                    "class",
                    "note",
                    "x",
                    at(LEFT + PLOT_WIDTH - 6),
                    "y",
                    at(py(value) - 5),
                    "text-anchor",
                    "end");
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
        String place = at(px(value));
        body.empty("line", "class", "alarm", "x1", place, "x2", place, "y1", at(TOP), "y2", at(TOP + 9));
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
            String height = at(py(tick.value()));
            svg.empty("line", "class", "grid", "x1", at(LEFT), "x2", at(LEFT + PLOT_WIDTH), "y1", height, "y2", height);
            svg.leaf(
                    "text",
                    tick.label(),
                    "class",
                    "tick",
                    "x",
                    at(LEFT - 8),
                    "y",
                    at(py(tick.value()) + 4),
                    "text-anchor",
                    "end");
        }
        for (Axis.Tick tick : x.ticks()) {
            String place = at(px(tick.value()));
            svg.empty("line", "class", "mark", "x1", place, "x2", place, "y1", at(bottom), "y2", at(bottom + 4));
            svg.leaf("text", tick.label(), "class", "tick", "x", place, "y", at(bottom + 17), "text-anchor", "middle");
        }
        svg.empty(
                "line",
                "class",
                "mark",
                "x1",
                at(LEFT),
                "x2",
                at(LEFT + PLOT_WIDTH),
                "y1",
                at(bottom),
                "y2",
                at(bottom));
        svg.leaf(
                "text",
                x.label(),
                "class",
                "axis",
                "x",
                at(LEFT + PLOT_WIDTH / 2.0),
                "y",
                at(bottom + 37),
                "text-anchor",
                "middle");
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
