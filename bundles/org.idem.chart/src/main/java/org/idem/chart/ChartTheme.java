package org.idem.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Colours and font of a chart. The palettes are Okabe and Ito's, with those tones replaced that have a contrast below
 * 3:1 against their background (WCAG 1.4.11).
 *
 * @param background of the whole chart
 * @param foreground of titles and names
 * @param palette colours of the series
 * @param font of all text; its size is in points of the chart
 */
public record ChartTheme(boolean dark, Color background, Color foreground, List<Color> palette, Font font) {
    private static final List<Color> LIGHT =
            colors(0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0x2E8FC7, 0xB87F00, 0x8A8000, 0x000000);
    private static final List<Color> DARK =
            colors(0x3D9BD9, 0xE8743B, 0x2BB98C, 0xD98FB9, 0x56B4E9, 0xE69F00, 0xF0E442, 0xF0F0F0);
    private static final float LINE = 1.5f;
    private static final float HEAVY = 2;
    private static final float[][] DASHES = {null, {6, 3}, {2, 2}};
    private static final List<Shape> MARKERS = Collections.unmodifiableList(Arrays.asList(
            null,
            outline(-3, -3, 3, -3, 3, 3, -3, 3),
            outline(-4, 3, 0, -4, 4, 3),
            outline(-4, 0, 0, -4, 4, 0, 0, 4),
            outline(-4, -1, -1, -1, -1, -4, 1, -4, 1, -1, 4, -1, 4, 1, 1, 1, 1, 4, -1, 4, -1, 1, -4, 1)));

    /** The light or the dark palette on a background. */
    public static ChartTheme of(boolean dark, Color background, Font font) {
        Color foreground = dark ? new Color(0xDDDDDD) : new Color(0x303030);
        return new ChartTheme(dark, background, foreground, dark ? DARK : LIGHT, font);
    }

    /** Dark on white in the platform's sans-serif font of 12 points, for files and paper. */
    public static ChartTheme paper() {
        return of(false, Color.WHITE, new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    }

    /** The colour of a series; beyond the palette's end they repeat. */
    public Color color(int index) {
        return palette.get(Math.floorMod(index, palette.size()));
    }

    /** The first eight series are solid, the next dashed, the next dotted, and so on with {@linkplain #marker markers}. */
    public Stroke stroke(int index) {
        float[] dash = DASHES[Math.floorMod(index / palette.size(), DASHES.length)];
        return dash == null
                ? new BasicStroke(LINE, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                : new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
    }

    /** The line of a curve that is looked at. */
    public Stroke heavyStroke(int index) {
        BasicStroke usual = (BasicStroke) stroke(index);
        return new BasicStroke(
                HEAVY * LINE,
                usual.getEndCap(),
                usual.getLineJoin(),
                usual.getMiterLimit(),
                usual.getDashArray(),
                usual.getDashPhase());
    }

    /** The colour of a curve while another is looked at. */
    public Color pale(int index) {
        return mix(color(index), background, 0.3);
    }

    /**
     * What stands along a curve once colours and dashes are used up: nothing for the first, then a square, a triangle, a
     * diamond and a cross, about the origin; null for nothing.
     */
    public Shape marker(int index) {
        return MARKERS.get(Math.floorMod(index / (palette.size() * DASHES.length), MARKERS.size()));
    }

    /** A closed line through points, given as x, y, x, y and so on. */
    public static Path2D outline(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        path.closePath();
        return path;
    }

    /** Of grid lines and axes. */
    public Color grid() {
        return mix(foreground, background, dark ? 0.16 : 0.12);
    }

    /** Of regions that are set off. */
    public Color shade() {
        return mix(foreground, background, dark ? 0.07 : 0.05);
    }

    /** Of what is read second. */
    public Color quiet() {
        return mix(foreground, background, 0.75);
    }

    /** Returns the color of what is wrong. */
    public Color warning() {
        return palette.get(1);
    }

    private static Color mix(Color a, Color b, double part) {
        return new Color(
                (int) Math.round(a.getRed() * part + b.getRed() * (1 - part)),
                (int) Math.round(a.getGreen() * part + b.getGreen() * (1 - part)),
                (int) Math.round(a.getBlue() * part + b.getBlue() * (1 - part)));
    }

    private static List<Color> colors(int... rgb) {
        return Arrays.stream(rgb).mapToObj(Color::new).toList();
    }
}
