package org.idem.faces;

import static org.idem.faces.SplinePaths.p;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.Path2D;

/** Ears, the outline of the head, its shading, and marks of the skin. */
final class HeadPainter {
    private final FaceCanvas canvas;
    private final Traits traits;
    private final FacePalette colors;

    HeadPainter(FaceCanvas canvas, Traits traits, FacePalette colors) {
        this.canvas = canvas;
        this.traits = traits;
        this.colors = colors;
    }

    void paint() {
        if (!traits.hair().style().coversEars()) {
            ear(-1);
            ear(1);
        }
        Path2D head = shape(canvas, traits.head());
        canvas.fill(colors.skin(), head);
        shade(head);
        blush();
        marks();
    }

    /** The outline, clockwise from the top. */
    static Path2D shape(FaceCanvas canvas, Traits.Head h) {
        return SplinePaths.closed(canvas.outline(outline(h)));
    }

    private static double[] outline(Traits.Head h) {
        double w = h.width();
        double b = h.height();
        double brow = w * h.forehead();
        double cheek = w * h.cheeks();
        double jaw = w * h.jaw();
        double chin = w * h.chin();
        return SplinePaths.mirror(
                p(0, -b),
                p(brow * 0.5, -b * 0.9),
                p(brow * 0.86, -b * 0.64),
                p(brow, -b * 0.32),
                p(cheek, -b * 0.02),
                p(cheek * 0.96, b * 0.3),
                p(jaw, b * 0.66),
                p(chin, b * 0.94),
                p(0, b));
    }

    private void ear(int side) {
        Traits.Head h = traits.head();
        // Turning the head hides the ear on the side it turns to.
        double reach = h.earReach() * (1 - side * canvas.yaw() * 1.4);
        double x = side * (h.width() * h.cheeks() - 1 + reach * 0.5);
        double[] p = canvas.rim(x, h.earY());
        if (reach > 0.4) {
            canvas.disc(colors.shade(), p[0], p[1], 2 + reach * 0.75, h.earHeight() * 0.8);
            canvas.disc(colors.deep(), p[0] + side * 0.3, p[1], 0.6 + reach * 0.35, h.earHeight() * 0.45);
        }
    }

    private void shade(Path2D head) {
        double[] light = canvas.at(0, -6, 0);
        Color clear = Tones.fade(colors.deep(), 0);
        Color edge = Tones.fade(colors.deep(), 0.55);
        Graphics2D g = canvas.graphics();
        float radius = (float) (traits.head().height() * 1.12);
        g.setPaint(new RadialGradientPaint(
                (float) light[0], (float) light[1], radius, new float[] {0.55f, 1}, new Color[] {clear, edge}));
        g.fill(head);
    }

    private void blush() {
        double x = traits.head().width() * 0.55;
        for (int side = -1; side <= 1; side += 2) {
            double[] p = canvas.at(side * x, 12, 0);
            canvas.disc(Tones.fade(colors.blush(), 0.16), p[0], p[1], 7, 5.5);
            canvas.disc(Tones.fade(colors.blush(), 0.16), p[0], p[1], 4.5, 3.5);
        }
    }

    private void marks() {
        Traits.Extras extras = traits.extras();
        SeededRandom d = SeededRandom.of(extras.spots());
        for (int i = 0; i < extras.freckles(); i++) {
            double[] p = canvas.at(d.around(0, 20), d.between(3, 14), 0);
            canvas.disc(Tones.fade(colors.deep(), 0.55), p[0], p[1], 0.7, 0.7);
        }
        if (extras.mole()) {
            double[] p = canvas.at((d.chance(0.5) ? 1 : -1) * d.between(8, 20), d.between(8, 30), 0);
            canvas.disc(Tones.scale(colors.deep(), 0.5), p[0], p[1], 1.25, 1.2);
        }
        if (extras.creases() > 0) {
            creases(extras.creases());
        }
    }

    private void creases(double depth) {
        Color crease = Tones.fade(colors.deep(), 0.6 * depth);
        double wing = traits.nose().width() + 2;
        double corner = traits.mouth().width() + 3;
        double top = traits.nose().tipY();
        double end = traits.mouth().y() + 1;
        for (int side = -1; side <= 1; side += 2) {
            double middle = (top + end + 1) / 2;
            canvas.line(crease, 1, canvas.face(side * wing, top, side * corner, middle, side * corner, end));
        }
    }
}
