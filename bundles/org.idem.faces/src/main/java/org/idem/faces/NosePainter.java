package org.idem.faces;

import java.awt.Color;

/** Bridge, tip, wings and nostrils. */
final class NosePainter {
    private final FaceCanvas canvas;
    private final Traits.Nose nose;
    private final FacePalette colors;

    NosePainter(FaceCanvas canvas, Traits.Nose nose, FacePalette colors) {
        this.canvas = canvas;
        this.nose = nose;
        this.colors = colors;
    }

    void paint() {
        // The side that turns away from the viewer lies in the shade.
        double away = canvas.yaw() > 0 ? -1 : 1;
        bridge(away);
        tip(away);
        wing(-1);
        wing(1);
    }

    private void bridge(double away) {
        double y = nose.tipY();
        double b = nose.bridge();
        double[] ridge = canvas.lifted(3, b * away * 0.2, -4, b * away * 0.4 + nose.bend(), y * 0.5);
        double[] tip = canvas.lifted(9, 0, y + 1);
        double[] wing = canvas.lifted(4, away * nose.width(), y);
        double[] back = canvas.lifted(2, away * (b + 1.2), y * 0.45);
        double[] root = canvas.face(away * (b + 2), -5);
        canvas.blob(Tones.fade(colors.deep(), 0.32), SplinePaths.join(ridge, tip, wing, back, root));
        double[] shine =
                SplinePaths.join(canvas.lifted(4, -away * 0.4, -3), canvas.lifted(6, nose.bend() * 0.7, y * 0.5));
        canvas.line(Tones.fade(Tones.mix(colors.skin(), Color.WHITE, 0.4), 0.55), b * 0.6, shine);
    }

    private void tip(double away) {
        double[] p = canvas.lifted(8, 0, nose.tipY() - 1.5);
        double r = nose.tip();
        canvas.disc(Tones.fade(colors.shade(), 0.8), p[0], p[1] + 1.3, r + 1.3, r);
        Color shine = Tones.fade(Tones.mix(colors.skin(), Color.WHITE, 0.35), 0.8);
        canvas.disc(shine, p[0] - away * 0.5, p[1] - 0.4, r * 0.7, r * 0.6);
    }

    private void wing(int side) {
        double y = nose.tipY();
        double w = nose.width();
        double[] upper = canvas.lifted(4, side * w * 0.85, y - 2.2, side * (w + 0.6), y + 0.6);
        double[] end = canvas.lifted(5, side * w * 0.6, y + 2.2);
        canvas.line(Tones.fade(colors.deep(), 0.9), 1.1, SplinePaths.join(upper, end));
        double[] nostril = canvas.lifted(6, side * w * 0.45, y + 1.9);
        canvas.disc(Tones.fade(Tones.scale(colors.deep(), 0.5), 0.85), nostril[0], nostril[1], w * 0.22, 0.9);
    }
}
