package org.idem.faces;

import java.awt.Color;
import java.awt.geom.Rectangle2D;

/** A mask, a hand, a bar or a strand of hair before the face. */
final class CoverPainter {
    private final FaceCanvas canvas;
    private final Traits traits;
    private final CaptureConditions conditions;
    private final FacePalette colors;

    CoverPainter(FaceCanvas canvas, Traits traits, CaptureConditions conditions, FacePalette colors) {
        this.canvas = canvas;
        this.traits = traits;
        this.conditions = conditions;
        this.colors = colors;
    }

    void paint() {
        SeededRandom d = SeededRandom.of(conditions.noise(), 4);
        canvas.onHead();
        switch (conditions.cover()) {
            case MASK -> mask(d);
            case HAND -> hand(d);
            case BAR -> bar(d);
            case STRAND -> strand(d);
            default -> {
                // Nothing covers this face.
            }
        }
    }

    private void mask(SeededRandom d) {
        Color cloth = d.pick(new Color[] {new Color(0x8fc4dc), new Color(0xeeeeea), new Color(0x35383d)});
        double w = traits.head().width();
        double b = traits.head().height();
        double top = traits.nose().tipY() - 4;
        double[] rim =
                canvas.outline(w * 0.8, b * 0.5, w * 0.55, b * 0.9, 0, b * 1.02, -w * 0.55, b * 0.9, -w * 0.8, b * 0.5);
        double[] edge = canvas.lifted(4, -w * 0.7, top + 4, -w * 0.3, top, 0, top - 2, w * 0.3, top, w * 0.7, top + 4);
        canvas.blob(cloth, SplinePaths.join(rim, edge));
        for (int i = 1; i <= 3; i++) {
            double y = top + 4 + i * 5;
            canvas.line(Tones.scale(cloth, 0.85), 0.8, canvas.lifted(4, -w * 0.55, y, 0, y + 1.5, w * 0.55, y));
        }
        for (int side = -1; side <= 1; side += 2) {
            double[] ear = canvas.rim(side * w, -2);
            double[] from = canvas.at(side * w * 0.7, top + 4, 2);
            canvas.line(Tones.scale(cloth, 0.9), 0.9, from[0], from[1], ear[0], ear[1]);
        }
    }

    private void hand(SeededRandom d) {
        int side = d.chance(0.5) ? 1 : -1;
        double x = side * d.between(16, 26);
        double y = d.between(14, 30);
        canvas.blob(
                colors.shade(), x - 9, y + 8, x - 8, y - 4, x + 8, y - 5, x + 11, y + 10, x + 8, y + 40, x - 8, y + 40);
        for (int i = 0; i < 4; i++) {
            double fx = x - 7 + i * 5;
            double end = y - d.between(12, 18) + Math.abs(i - 1.5) * 2;
            canvas.line(colors.deep(), 5.4, fx, y, fx - side * 1.5, end);
            canvas.line(colors.skin(), 4.4, fx, y, fx - side * 1.5, end);
        }
    }

    private void bar(SeededRandom d) {
        canvas.onPicture();
        Color fill = Color.getHSBColor((float) d.between(0, 1), 0.4f, (float) d.between(0.1, 0.9));
        canvas.graphics().setColor(fill);
        boolean upright = d.chance(0.5);
        double at = d.chance(0.5) ? d.between(4, 28) : d.between(70, 94);
        double thick = d.between(8, 18);
        canvas.graphics()
                .fill(upright ? new Rectangle2D.Double(at, 0, thick, 112) : new Rectangle2D.Double(0, at, 112, thick));
    }

    private void strand(SeededRandom d) {
        int side = d.chance(0.5) ? 1 : -1;
        double b = traits.head().height();
        double w = traits.head().width();
        canvas.line(
                colors.hair(),
                d.between(2, 4.5),
                canvas.face(
                        side * 2,
                        -b * 0.72,
                        side * w * 0.42,
                        -b * 0.35,
                        side * w * 0.62,
                        0,
                        side * w * 0.55,
                        d.between(8, 22)));
    }
}
