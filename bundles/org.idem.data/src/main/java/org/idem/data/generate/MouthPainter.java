package org.idem.data.generate;

import java.awt.Color;

/** Lips, and teeth when it is open. */
final class MouthPainter {
    private static final Color TEETH = new Color(0xf3efe6);
    private static final Color INSIDE = new Color(0x4a1a1c);

    private final FaceCanvas canvas;
    private final Traits.Mouth mouth;
    private final Shot.Mood mood;
    private final FacePalette colors;

    MouthPainter(FaceCanvas canvas, Traits.Mouth mouth, Shot.Mood mood, FacePalette colors) {
        this.canvas = canvas;
        this.mouth = mouth;
        this.mood = mood;
        this.colors = colors;
    }

    void paint() {
        double w = mouth.width() * (1 + 0.14 * mood.smile());
        double y = mouth.y();
        double corner = y - mouth.corners() - 2.6 * mood.smile();
        double gap = 4.2 * mood.open();
        double up = y - gap * 0.35;
        double low = y + gap * 0.65;
        double thin = 1 - 0.2 * Math.max(0, mood.smile());
        double u = mouth.upper() * thin;
        double l = mouth.lower() * thin;
        if (gap > 0.5) {
            canvas.blob(
                    INSIDE,
                    canvas.face(-w, corner, 0, up - 0.3, w, corner, w * 0.55, low - 0.4, 0, low, -w * 0.55, low - 0.4));
            canvas.blob(
                    TEETH, canvas.face(-w * 0.7, corner + 0.5, 0, up - 0.2, w * 0.7, corner + 0.5, 0, up + gap * 0.5));
        }
        Color upper = Tones.scale(colors.lips(), 0.86);
        canvas.blob(
                upper,
                canvas.face(
                        -w,
                        corner,
                        -w * 0.38,
                        up - u - 0.4 * mouth.bow(),
                        0,
                        up - u + 0.7 * mouth.bow(),
                        w * 0.38,
                        up - u - 0.4 * mouth.bow(),
                        w,
                        corner,
                        w * 0.5,
                        (up + corner) / 2 + 0.5,
                        0,
                        up + 0.3,
                        -w * 0.5,
                        (up + corner) / 2 + 0.5));
        canvas.blob(
                colors.lips(),
                canvas.face(
                        -w * 0.92,
                        corner + 0.2,
                        -w * 0.5,
                        (low + corner) / 2,
                        0,
                        low - 0.2,
                        w * 0.5,
                        (low + corner) / 2,
                        w * 0.92,
                        corner + 0.2,
                        w * 0.5,
                        low + l * 0.8,
                        0,
                        low + l,
                        -w * 0.5,
                        low + l * 0.8));
        if (gap <= 0.5) {
            canvas.line(
                    Tones.scale(colors.lips(), 0.45),
                    0.9,
                    canvas.face(
                            -w - 0.8,
                            corner - 0.2,
                            -w * 0.45,
                            (y + corner) / 2 + 0.4,
                            0,
                            y,
                            w * 0.45,
                            (y + corner) / 2 + 0.4,
                            w + 0.8,
                            corner - 0.2));
        }
        double[] under = canvas.at(0, low + l + 2.2, 0);
        canvas.disc(Tones.fade(colors.deep(), 0.25), under[0], under[1], w * 0.4, 1.2);
    }
}
