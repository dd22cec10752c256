package org.idem.faces;

import static org.idem.faces.SplinePaths.p;

import java.awt.Color;

/** Lips, and teeth when it is open. */
final class MouthPainter {
    private static final Color TEETH = new Color(0xf3efe6);
    private static final Color INSIDE = new Color(0x4a1a1c);

    private final FaceCanvas canvas;
    private final FacePalette colors;

    private final double bow;
    private final double half;
    private final double corner;
    private final double gap;
    private final double top;
    private final double bottom;
    private final double upper;
    private final double lower;

    MouthPainter(FaceCanvas canvas, Traits.Mouth mouth, CaptureConditions.Expression expression, FacePalette colors) {
        this.canvas = canvas;
        this.colors = colors;
        this.bow = mouth.bow();
        this.half = mouth.width() * (1 + 0.14 * expression.smile());
        this.corner = mouth.y() - mouth.corners() - 2.6 * expression.smile();
        this.gap = 4.2 * expression.open();
        this.top = mouth.y() - gap * 0.35;
        this.bottom = mouth.y() + gap * 0.65;
        // A smile stretches the lips.
        double thin = 1 - 0.2 * Math.max(0, expression.smile());
        this.upper = mouth.upper() * thin;
        this.lower = mouth.lower() * thin;
    }

    void paint() {
        boolean open = gap > 0.5;
        if (open) {
            inside();
        }
        lips();
        if (!open) {
            double[] line =
                    SplinePaths.arch(p(0, top), p(half * 0.45, (top + corner) / 2 + 0.4), p(half + 0.8, corner - 0.2));
            canvas.line(Tones.scale(colors.lips(), 0.45), 0.9, canvas.face(line));
        }
        double[] under = canvas.at(0, bottom + lower + 2.2, 0);
        canvas.disc(Tones.fade(colors.deep(), 0.25), under[0], under[1], half * 0.4, 1.2);
    }

    private void inside() {
        double[] opening =
                SplinePaths.mirror(p(0, top - 0.3), p(half, corner), p(half * 0.55, bottom - 0.4), p(0, bottom));
        canvas.blob(INSIDE, canvas.face(opening));
        double[] teeth = SplinePaths.mirror(p(0, top - 0.2), p(half * 0.7, corner + 0.5), p(0, top + gap * 0.5));
        canvas.blob(TEETH, canvas.face(teeth));
    }

    private void lips() {
        double[] upperLip = SplinePaths.mirror(
                p(0, top - upper + 0.7 * bow),
                p(half * 0.38, top - upper - 0.4 * bow),
                p(half, corner),
                p(half * 0.5, (top + corner) / 2 + 0.5),
                p(0, top + 0.3));
        canvas.blob(Tones.scale(colors.lips(), 0.86), canvas.face(upperLip));
        double[] lowerLip = SplinePaths.mirror(
                p(0, bottom - 0.2),
                p(half * 0.5, (bottom + corner) / 2),
                p(half * 0.92, corner + 0.2),
                p(half * 0.5, bottom + lower * 0.8),
                p(0, bottom + lower));
        canvas.blob(colors.lips(), canvas.face(lowerLip));
    }
}
