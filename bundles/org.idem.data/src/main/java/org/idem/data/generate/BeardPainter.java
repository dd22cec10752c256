package org.idem.data.generate;

import java.awt.Color;

/** Beards, under the mouth. */
final class BeardPainter {
    private final FaceCanvas canvas;
    private final Traits traits;
    private final Shot.Mood mood;
    private final Color color;

    BeardPainter(FaceCanvas canvas, Traits traits, Shot.Mood mood, FacePalette colors) {
        this.canvas = canvas;
        this.traits = traits;
        this.mood = mood;
        this.color = colors.brow();
    }

    void paint() {
        double depth = traits.extras().beardDepth();
        switch (traits.extras().beard()) {
            case STUBBLE -> full(Tones.fade(color, 0.10 + 0.18 * depth), 0.15);
            case FULL -> {
                full(Tones.fade(color, 0.88), 0.5 * depth);
                moustache(0.9);
            }
            case GOATEE -> {
                goatee();
                moustache(0.85);
            }
            case MOUSTACHE -> moustache(0.92);
            default -> {
                // A clean face.
            }
        }
    }

    private void full(Color fill, double extra) {
        Traits.Head h = traits.head();
        double w = h.width();
        double b = h.height();
        double jaw = w * h.jaw();
        double chin = w * h.chin();
        double m = traits.mouth().width();
        double y = traits.mouth().y();
        double[] low = canvas.outline(
                w * h.cheeks() * 0.97,
                b * 0.12,
                jaw + 0.4,
                b * 0.66,
                chin,
                b * 0.96 + 4 * extra,
                0,
                b + 6 * extra,
                -chin,
                b * 0.96 + 4 * extra,
                -jaw - 0.4,
                b * 0.66,
                -w * h.cheeks() * 0.97,
                b * 0.12);
        double[] high = canvas.face(
                -w * 0.78, b * 0.3, -m - 5, y - 4, -m * 0.5, y - 5.5, 0, y - 4.6, m * 0.5, y - 5.5, m + 5, y - 4,
                w * 0.78, b * 0.3);
        canvas.blob(fill, Curves.join(low, high));
    }

    private void goatee() {
        double b = traits.head().height();
        double y = traits.mouth().y();
        double w = traits.mouth().width() * 0.75;
        double[] chin = canvas.outline(w * 0.8, b * 0.95, 0, b + 2.5, -w * 0.8, b * 0.95);
        canvas.blob(Tones.fade(color, 0.88), Curves.join(canvas.face(-w, y + 2, 0, y + 5, w, y + 2), chin));
    }

    private void moustache(double opacity) {
        double tip = traits.nose().tipY();
        double y = traits.mouth().y() - traits.mouth().upper() - 0.4;
        double w = traits.mouth().width() * (0.75 + 0.4 * traits.extras().beardDepth());
        double top = Math.min(y - 2.2, (tip + 2 + y) / 2);
        double end = y + 1.8 - 1.5 * mood.smile();
        canvas.blob(
                Tones.fade(color, opacity),
                canvas.face(
                        0, top, w * 0.5, top - 0.2, w, end, w * 0.5, y + 0.8, 0, y + 0.2, -w * 0.5, y + 0.8, -w, end,
                        -w * 0.5, top - 0.2));
    }
}
