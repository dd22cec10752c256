package org.idem.ui.widgets;

import java.awt.Color;
import java.awt.Font;
import org.eclipse.swt.graphics.FontData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Control;
import org.idem.chart.ChartTheme;

/** The theme in which a control draws charts and what looks like them. */
public final class ControlTheme {
    private ControlTheme() {}

    /** White paper in a light theme; in a dark one the control's own background. UI thread only. */
    public static ChartTheme of(Control control) {
        RGB rgb = control.getBackground().getRGB();
        boolean dark = Colors.isDark(control);
        FontData data = control.getFont().getFontData()[0];
        // Java2D measures fonts in pixels of a 72 dpi surface, SWT in points.
        float pixels = data.height * control.getDisplay().getDPI().y / 72f;
        Font font = new Font(data.getName(), Font.PLAIN, 1).deriveFont(pixels);
        return ChartTheme.of(dark, dark ? new Color(rgb.red, rgb.green, rgb.blue) : Color.WHITE, font);
    }

    /** A colour of a theme as widgets are painted with it, without its opacity. Nobody needs to dispose it. */
    public static org.eclipse.swt.graphics.Color swt(Color color) {
        return new org.eclipse.swt.graphics.Color(color.getRed(), color.getGreen(), color.getBlue());
    }
}
