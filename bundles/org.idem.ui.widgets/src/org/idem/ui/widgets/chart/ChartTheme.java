package org.idem.ui.widgets.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Stroke;
import java.util.Arrays;
import java.util.List;
import org.eclipse.swt.graphics.FontData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Control;
import org.idem.ui.widgets.Colors;

/**
 * Colours and font of a chart. The palettes are Okabe and Ito's, with those tones replaced that have a contrast below
 * 3:1 against their background (WCAG 1.4.11).
 */
public record ChartTheme(boolean dark, Color background, Color foreground, List<Color> palette, Font font) {
    private static final List<Color> LIGHT =
            colors(0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0x2E8FC7, 0xB87F00, 0x8A8000, 0x000000);
    private static final List<Color> DARK =
            colors(0x3D9BD9, 0xD55E00, 0x009E73, 0xCC79A7, 0x56B4E9, 0xE69F00, 0xF0E442, 0xF0F0F0);
    private static final float LINE = 1.5f;
    private static final float[][] DASHES = {null, {6, 3}, {2, 2}};

    /** White paper in a light theme; in a dark one the control's own background. */
    public static ChartTheme of(Control control) {
        RGB rgb = control.getBackground().getRGB();
        boolean dark = Colors.isDark(control);
        FontData data = control.getFont().getFontData()[0];
        // Java2D measures fonts in pixels of a 72 dpi surface, SWT in points.
        float pixels = data.height * control.getDisplay().getDPI().y / 72f;
        Font font = new Font(data.getName(), Font.PLAIN, 1).deriveFont(pixels);
        return of(dark, dark ? new Color(rgb.red, rgb.green, rgb.blue) : Color.WHITE, font);
    }

    /** Without a control, for files. */
    public static ChartTheme of(boolean dark, Color background, Font font) {
        Color foreground = dark ? new Color(0xDDDDDD) : new Color(0x303030);
        return new ChartTheme(dark, background, foreground, dark ? DARK : LIGHT, font);
    }

    public Color color(int index) {
        return palette.get(Math.floorMod(index, palette.size()));
    }

    /** The first eight series are solid, the next dashed, the next dotted. */
    public Stroke stroke(int index) {
        float[] dash = dash(index);
        return dash == null
                ? new BasicStroke(LINE, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                : new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
    }

    /** Lengths of dash and gap, or null for a solid line. */
    float[] dash(int index) {
        return DASHES[Math.floorMod(index / palette.size(), DASHES.length)];
    }

    Color grid() {
        return mix(foreground, background, dark ? 0.16 : 0.12);
    }

    Color quiet() {
        return mix(foreground, background, 0.75);
    }

    Color warning() {
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
