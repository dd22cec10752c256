package org.idem.faces;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;

/** Spectacles. */
final class GlassesPainter {
    private final FaceCanvas canvas;
    private final Traits traits;
    private final Color frame;

    GlassesPainter(FaceCanvas canvas, Traits traits, FacePalette colors) {
        this.canvas = canvas;
        this.traits = traits;
        double tone = traits.extras().glassesColor();
        this.frame = tone < 0.5 ? new Color(0x1d1d22) : tone < 0.75 ? new Color(0x6b3a22) : new Color(0x8b8f96);
    }

    void paint() {
        Traits.Glasses style = traits.extras().glasses();
        if (style == Traits.Glasses.NONE) {
            return;
        }
        double x = traits.eyes().apart();
        double y = traits.eyes().y() + 1;
        double stroke = 1.1 + 1.2 * traits.extras().glassesColor();
        double rx = Math.min(x - 2.2, style == Traits.Glasses.ROUND ? 9.2 : 10.8);
        double ry = style == Traits.Glasses.ROUND ? 9.2 : style == Traits.Glasses.SQUARE ? 8.4 : 6.2;
        for (int side = -1; side <= 1; side += 2) {
            double[] c = canvas.at(side * x, y, 2.5);
            Shape lens = lens(style, c[0], c[1], rx, ry);
            canvas.graphics().setColor(new Color(230, 240, 255, 38));
            canvas.graphics().fill(lens);
            canvas.draw(frame, stroke, lens);
            double[] ear =
                    canvas.rim(side * traits.head().width() * traits.head().cheeks(), y - 1.5);
            canvas.line(frame, stroke * 0.8, c[0] + side * rx, c[1] - 1.5, ear[0], ear[1]);
        }
        double[] left = canvas.at(-x, y, 2.5);
        double[] right = canvas.at(x, y, 2.5);
        double[] mid = canvas.at(0, y - 2.5, 4);
        canvas.line(frame, stroke, left[0] + rx, left[1] - 1, mid[0], mid[1], right[0] - rx, right[1] - 1);
    }

    private static Shape lens(Traits.Glasses style, double x, double y, double rx, double ry) {
        return style == Traits.Glasses.ROUND
                ? new Ellipse2D.Double(x - rx, y - ry, 2 * rx, 2 * ry)
                : new RoundRectangle2D.Double(x - rx, y - ry, 2 * rx, 2 * ry, 6, 6);
    }
}
