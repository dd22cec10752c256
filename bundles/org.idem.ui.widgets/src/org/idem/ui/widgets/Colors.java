package org.idem.ui.widgets;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Control;

/** Shades made of a control's own colours, so that they follow every theme. */
public final class Colors {
    private Colors() {}

    /** For what is read second: three quarters foreground, the rest background. */
    public static Color quiet(Control control) {
        return mix(control, 0.75);
    }

    /** For lines and surfaces that only separate. */
    public static Color faint(Control control) {
        return mix(control, 0.15);
    }

    private static Color mix(Control control, double foreground) {
        RGB front = control.getForeground().getRGB();
        RGB back = control.getBackground().getRGB();
        return new Color(
                part(front.red, back.red, foreground),
                part(front.green, back.green, foreground),
                part(front.blue, back.blue, foreground));
    }

    private static int part(int a, int b, double first) {
        return (int) Math.round(a * first + b * (1 - first));
    }
}
