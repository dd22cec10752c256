package org.idem.data.generate;

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
        double y = nose.tipY();
        double w = nose.width();
        double b = nose.bridge();
        double lit = canvas.yaw() > 0 ? -1 : 1;
        Color shade = Tones.fade(colors.deep(), 0.32);
        double[] ridge = canvas.lifted(3, b * lit * 0.2, -4, b * lit * 0.4 + nose.bend(), y * 0.5);
        double[] wing = canvas.lifted(4, lit * w, y);
        double[] root = canvas.face(lit * (b + 2), -5);
        double[] tip = canvas.lifted(9, 0, y + 1);
        canvas.blob(shade, Curves.join(ridge, tip, wing, canvas.lifted(2, lit * (b + 1.2), y * 0.45), root));
        double[] top = canvas.lifted(8, 0, y - 1.5);
        canvas.disc(Tones.fade(colors.shade(), 0.8), top[0], top[1] + 1.3, nose.tip() + 1.3, nose.tip());
        canvas.disc(
                Tones.fade(Tones.mix(colors.skin(), Color.WHITE, 0.35), 0.8),
                top[0] - lit * 0.5,
                top[1] - 0.4,
                nose.tip() * 0.7,
                nose.tip() * 0.6);
        canvas.line(
                Tones.fade(Tones.mix(colors.skin(), Color.WHITE, 0.4), 0.55),
                b * 0.6,
                Curves.join(canvas.lifted(4, -lit * 0.4, -3), canvas.lifted(6, nose.bend() * 0.7, y * 0.5)));
        for (int side = -1; side <= 1; side += 2) {
            double[] curve = Curves.join(
                    canvas.lifted(4, side * w * 0.85, y - 2.2),
                    canvas.lifted(4, side * (w + 0.6), y + 0.6),
                    canvas.lifted(5, side * w * 0.6, y + 2.2));
            canvas.line(Tones.fade(colors.deep(), 0.9), 1.1, curve);
            double[] nostril = canvas.lifted(6, side * w * 0.45, y + 1.9);
            canvas.disc(Tones.fade(Tones.scale(colors.deep(), 0.5), 0.85), nostril[0], nostril[1], w * 0.22, 0.9);
        }
    }
}
