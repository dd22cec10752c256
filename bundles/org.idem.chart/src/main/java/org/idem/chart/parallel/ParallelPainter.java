package org.idem.chart.parallel;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.idem.chart.ChartTheme;
import org.idem.chart.axis.TickFormat;
import org.idem.chart.axis.TickSpacing;

/** Draws parallel coordinates on any Graphics2D: of an image, of an SVG or a PDF. Needs no display. */
public final class ParallelPainter {
    private static final int MARGIN = 12;
    private static final int SIDE = 64;
    private static final int GAP = 6;
    private static final int POINTS_PER_TICK = 56;
    private static final int DIGITS = 5;
    private static final int BRUSH_WIDTH = 12;
    private static final int MOST_WORDS = 24;

    private final ParallelModel model;
    private final ChartTheme theme;
    private final String emphasized;
    private final int focused;

    /**
     * A painter of one state.
     *
     * @param emphasized key of the line that is looked at, or null
     * @param focused index of the axis that keys work on, or -1
     */
    public ParallelPainter(ParallelModel model, ChartTheme theme, String emphasized, int focused) {
        this.model = model;
        this.theme = theme;
        this.emphasized = emphasized;
        this.focused = focused;
    }

    /**
     * Draws from the origin on.
     *
     * @return where things are in it
     */
    public ParallelLayout paint(Graphics2D g, int width, int height) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(theme.background());
        g.fill(new Rectangle2D.Double(0, 0, width, height));
        g.setFont(theme.font());
        int line = g.getFontMetrics().getHeight();
        double top = MARGIN + 2 * line + GAP;
        double bottom = height - MARGIN - 2.0 * line;
        int gaps = Math.max(1, model.axes().size() - 1);
        double spacing = (width - 2.0 * SIDE) / gaps;
        ParallelLayout layout = new ParallelLayout(SIDE, spacing, top, bottom, bottom + 1.5 * line);
        if (model.axes().isEmpty() || model.lines().isEmpty()) {
            drawNothing(g, width, height);
            return layout;
        }
        ordered().forEach(one -> drawLine(g, layout, one));
        for (int i = 0; i < model.axes().size(); i++) {
            drawAxis(g, layout, i);
        }
        return layout;
    }

    private void drawNothing(Graphics2D g, int width, int height) {
        String words = model.lines().isEmpty() ? "Reading…" : "Nothing differs between them";
        g.setColor(theme.quiet());
        g.drawString(words, (width - g.getFontMetrics().stringWidth(words)) / 2f, height / 2f);
    }

    /** What is pale lies below, what is looked at above. */
    private List<ParallelLine> ordered() {
        List<ParallelLine> ordered = new ArrayList<>();
        model.lines().stream().filter(one -> !isSeen(one)).forEach(ordered::add);
        model.lines().stream().filter(this::isSeen).forEach(ordered::add);
        return ordered;
    }

    private boolean isSeen(ParallelLine line) {
        return model.isChosen(line) && (emphasized == null || emphasized.equals(line.key()));
    }

    private void drawLine(Graphics2D g, ParallelLayout layout, ParallelLine line) {
        boolean strong = line.key().equals(emphasized);
        boolean seen = isSeen(line);
        g.setStroke(seen ? strong ? theme.heavyStroke(line.style()) : theme.stroke(line.style()) : new BasicStroke(1));
        g.setColor(seen ? color(line) : model.isChosen(line) ? theme.pale(line.style()) : theme.grid());
        Path2D path = new Path2D.Double();
        for (int i = 0; i < model.axes().size(); i++) {
            double y = layout.y(model.place(line, i));
            if (i == 0) {
                path.moveTo(layout.x(i), y);
            } else {
                path.lineTo(layout.x(i), y);
            }
        }
        g.draw(path);
        for (int i = 0; i < model.axes().size() && seen; i++) {
            g.fill(new Ellipse2D.Double(layout.x(i) - 3, layout.y(model.place(line, i)) - 3, 6, 6));
        }
    }

    private Color color(ParallelLine line) {
        if (model.color() < 0) {
            return theme.color(line.style());
        }
        double place = model.place(line, model.color());
        return Double.isNaN(place) ? theme.quiet() : ColorScale.at(place, theme.dark());
    }

    private void drawAxis(Graphics2D g, ParallelLayout layout, int index) {
        ParallelAxis axis = model.axes().get(index);
        double x = layout.x(index);
        if (index == model.color()) {
            drawScale(g, layout, x);
        }
        g.setStroke(new BasicStroke(index == focused ? 2 : 1));
        g.setColor(index == focused ? theme.foreground() : theme.quiet());
        g.draw(new Line2D.Double(x, layout.top(), x, layout.bottom()));
        drawTitle(g, layout, index, axis.title());
        double step = ticks(g, layout, axis, x);
        if (model.lines().stream().anyMatch(line -> Double.isNaN(model.place(line, index)))) {
            text(g, "none", x + GAP, layout.missing() + g.getFontMetrics().getAscent() / 2.0, theme.quiet(), step);
        }
        ParallelModel.Brush brush = model.brushes().get(index);
        if (brush != null) {
            Rectangle2D chosen = new Rectangle2D.Double(
                    x - BRUSH_WIDTH / 2.0,
                    layout.y(brush.high()),
                    BRUSH_WIDTH,
                    Math.max(1, layout.y(brush.low()) - layout.y(brush.high())));
            Color accent = theme.foreground();
            g.setColor(new Color(accent.getRed(), accent.getGreen(), accent.getBlue(), 48));
            g.fill(chosen);
            g.setStroke(new BasicStroke(1));
            g.setColor(accent);
            g.draw(chosen);
        }
    }

    /** The colours of the axis that gives them, beside it. */
    private void drawScale(Graphics2D g, ParallelLayout layout, double x) {
        int height = (int) (layout.bottom() - layout.top());
        for (int i = 0; i < height; i++) {
            g.setColor(ColorScale.at((double) i / height, theme.dark()));
            g.fill(new Rectangle2D.Double(x - 4, layout.bottom() - i - 1, 3, 1.5));
        }
    }

    /** Titles of neighbours stand on two lines in turns, so that each has twice the room. */
    private void drawTitle(Graphics2D g, ParallelLayout layout, int index, String title) {
        FontMetrics metrics = g.getFontMetrics();
        double room = 2 * layout.spacing() - 2 * GAP;
        if (index == 0 || index == model.axes().size() - 1) {
            room = Math.min(room, SIDE + layout.spacing() - 2 * GAP);
        }
        String words = fitted(title, room, metrics);
        double half = metrics.stringWidth(words) / 2.0;
        double last = layout.x(model.axes().size() - 1) + SIDE - GAP;
        double left = Math.max(GAP, Math.min(layout.x(index) - half, last - 2 * half));
        double baseline = MARGIN + metrics.getAscent() + (index % 2) * metrics.getHeight();
        g.setColor(index == focused ? theme.foreground() : theme.quiet());
        g.drawString(words, (float) left, (float) baseline);
    }

    private static String fitted(String text, double room, FontMetrics metrics) {
        String shown = text;
        while (shown.length() > 1 && metrics.stringWidth(shown) > room) {
            shown = "…" + shown.substring(Math.min(shown.length(), 2));
        }
        return shown;
    }

    /** Returns how much room a word beside the axis has. */
    private double ticks(Graphics2D g, ParallelLayout layout, ParallelAxis axis, double x) {
        double room = Math.max(SIDE - 2.0 * GAP, layout.spacing() - BRUSH_WIDTH - 2 * GAP);
        boolean last = x + room > layout.x(model.axes().size() - 1) + SIDE;
        double width = last ? SIDE - 2.0 * GAP : room;
        double middle = g.getFontMetrics().getAscent() / 2.0 - 1;
        if (axis.words().isEmpty()) {
            TickFormat format = new TickFormat(DIGITS);
            for (double place : places(axis, layout)) {
                String words = format.format(rounded(axis.value(place)));
                text(g, words, x + GAP + 2, layout.y(place) + middle, theme.quiet(), width);
                g.draw(new Line2D.Double(x - 2, layout.y(place), x + 2, layout.y(place)));
            }
            return width;
        }
        int step = 1 + axis.words().size() / MOST_WORDS;
        for (int i = 0; i < axis.words().size(); i += step) {
            text(g, axis.words().get(i), x + GAP + 2, layout.y(axis.place(i)) + middle, theme.quiet(), width);
        }
        return width;
    }

    private static double rounded(double value) {
        return Math.abs(value) < 1e-12 ? 0 : value;
    }

    /** Both ends, and round numbers between them where there is room; or the only value there is. */
    private static List<Double> places(ParallelAxis axis, ParallelLayout layout) {
        if (axis.constant()) {
            return List.of(0.5);
        }
        List<Double> places = new ArrayList<>(List.of(0.0, 1.0));
        double length = layout.bottom() - layout.top();
        double least = POINTS_PER_TICK / 2.0 / length;
        double low = axis.range().low();
        double high = axis.range().high();
        if (axis.log()) {
            for (double power = Math.pow(10, Math.ceil(Math.log10(low))); power < high; power *= 10) {
                addIfApart(places, axis.place(power), least);
            }
            return places;
        }
        int most = Math.max(1, (int) (length / POINTS_PER_TICK));
        double step = TickSpacing.of(high - low, most);
        double value = step * Math.ceil(low / step);
        // Counted, since a step between values that differ in their last bits may be too small to change a sum.
        for (int tick = 0; tick <= most && value < high; tick++, value += step) {
            addIfApart(places, axis.place(value), least);
        }
        return places;
    }

    private static void addIfApart(List<Double> places, double place, double least) {
        if (places.stream().allMatch(other -> Math.abs(other - place) >= least)) {
            places.add(place);
        }
    }

    /** On a patch of the background, to be readable over lines. */
    private void text(Graphics2D g, String words, double left, double baseline, Color color, double room) {
        FontMetrics metrics = g.getFontMetrics();
        String shown = fitted(words, room, metrics);
        Color paper = theme.background();
        g.setColor(new Color(paper.getRed(), paper.getGreen(), paper.getBlue(), 200));
        g.fill(new Rectangle2D.Double(
                left - 1, baseline - metrics.getAscent(), metrics.stringWidth(shown) + 2.0, metrics.getHeight()));
        g.setColor(color);
        g.drawString(shown, (float) left, (float) baseline);
    }
}
