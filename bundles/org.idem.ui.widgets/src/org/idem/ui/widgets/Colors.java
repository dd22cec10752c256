package org.idem.ui.widgets;

import java.util.Arrays;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

/** Shades made of a control's own colours, so that they follow every theme. */
public final class Colors {
    private static final double DARK = 102;

    private Colors() {}

    /** For what is read second: three quarters foreground, the rest background. */
    public static Color quiet(Control control) {
        return mix(control, 0.75);
    }

    /** For words of what cannot be chosen now. */
    public static Color disabled(Control control) {
        return mix(control, 0.45);
    }

    /** For lines and surfaces that only separate. */
    public static Color faint(Control control) {
        return mix(control, 0.15);
    }

    /** For the paper of what shows the past: a shade of orange that the control's foreground is read on. */
    public static Color past(Control control) {
        return mix(new RGB(230, 159, 0), control.getBackground().getRGB(), 0.22);
    }

    /** For links: the system's, which is made for light backgrounds, lightened where the background is dark. */
    public static Color link(Control control) {
        RGB link =
                control.getDisplay().getSystemColor(SWT.COLOR_LINK_FOREGROUND).getRGB();
        return isDark(control) ? mix(new RGB(255, 255, 255), link, 0.5) : new Color(link);
    }

    /** Whether the control's background is dark, and with it presumably its theme. */
    public static boolean isDark(Control control) {
        RGB rgb = control.getBackground().getRGB();
        return 0.2126 * rgb.red + 0.7152 * rgb.green + 0.0722 * rgb.blue < DARK;
    }

    /**
     * Colours what is made of a composite's own colours: now, again before it is painted with others, and whenever it is
     * sent {@link SWT#Settings}, as after a change of the theme.
     */
    public static void follow(Composite composite, Runnable recolor) {
        RGB[] known = colors(composite);
        recolor.run();
        composite.addListener(SWT.Settings, event -> recolor.run());
        composite.addListener(SWT.Paint, event -> {
            RGB[] now = colors(composite);
            if (!Arrays.equals(known, now)) {
                System.arraycopy(now, 0, known, 0, now.length);
                recolor.run();
            }
        });
    }

    private static RGB[] colors(Control control) {
        return new RGB[] {
            control.getForeground().getRGB(), control.getBackground().getRGB()
        };
    }

    private static Color mix(Control control, double foreground) {
        return mix(control.getForeground().getRGB(), control.getBackground().getRGB(), foreground);
    }

    private static Color mix(RGB front, RGB back, double foreground) {
        return new Color(
                part(front.red, back.red, foreground),
                part(front.green, back.green, foreground),
                part(front.blue, back.blue, foreground));
    }

    private static int part(int a, int b, double first) {
        return (int) Math.round(a * first + b * (1 - first));
    }
}
