package org.idem.faces;

import static org.idem.faces.SplinePaths.p;

import java.awt.Color;

/** Beards, under the mouth. */
final class BeardPainter {
    private final FaceCanvas canvas;
    private final Traits traits;
    private final CaptureConditions.Expression expression;
    private final Color color;

    BeardPainter(FaceCanvas canvas, Traits traits, CaptureConditions.Expression expression, FacePalette colors) {
        this.canvas = canvas;
        this.traits = traits;
        this.expression = expression;
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
        double b = h.height();
        double jaw = h.width() * h.jaw() + 0.4;
        double mouth = traits.mouth().width();
        double y = traits.mouth().y();
        double[] low = SplinePaths.arch(
                p(0, b + 6 * extra),
                p(h.width() * h.chin(), b * 0.96 + 4 * extra),
                p(jaw, b * 0.66),
                p(h.width() * h.cheeks() * 0.97, b * 0.12));
        double[] high = SplinePaths.arch(
                p(0, y - 4.6), p(mouth * 0.5, y - 5.5), p(mouth + 5, y - 4), p(h.width() * 0.78, b * 0.3));
        canvas.blob(fill, SplinePaths.join(SplinePaths.reversed(canvas.outline(low)), canvas.face(high)));
    }

    private void goatee() {
        double b = traits.head().height();
        double y = traits.mouth().y();
        double w = traits.mouth().width() * 0.75;
        double[] chin = canvas.outline(SplinePaths.reversed(SplinePaths.arch(p(0, b + 2.5), p(w * 0.8, b * 0.95))));
        double[] top = canvas.face(SplinePaths.arch(p(0, y + 5), p(w, y + 2)));
        canvas.blob(Tones.fade(color, 0.88), SplinePaths.join(top, chin));
    }

    private void moustache(double opacity) {
        double lip = traits.mouth().y() - traits.mouth().upper() - 0.4;
        double w = traits.mouth().width() * (0.75 + 0.4 * traits.extras().beardDepth());
        double top = Math.min(lip - 2.2, (traits.nose().tipY() + 2 + lip) / 2);
        double end = lip + 1.8 - 1.5 * expression.smile();
        double[] shape =
                SplinePaths.mirror(p(0, top), p(w * 0.5, top - 0.2), p(w, end), p(w * 0.5, lip + 0.8), p(0, lip + 0.2));
        canvas.blob(Tones.fade(color, opacity), canvas.face(shape));
    }
}
