package org.idem.faces;

import static org.idem.faces.SplinePaths.p;

import java.awt.Color;
import org.idem.faces.Traits.HairStyle;

/** Hair: what is behind the head and what falls before it. */
final class HairPainter {
    private final FaceCanvas canvas;
    private final Traits.Hair hair;
    private final Traits.Head head;
    private final Color color;
    private final Color dark;
    private final Color light;
    private final double w;
    private final double b;

    HairPainter(FaceCanvas canvas, Traits traits, FacePalette colors) {
        this.canvas = canvas;
        this.hair = traits.hair();
        this.head = traits.head();
        this.color = colors.hair();
        this.dark = Tones.scale(color, 0.7);
        this.light = Tones.fade(Tones.mix(color, Color.WHITE, 0.35), 0.45);
        this.w = head.width() * Math.max(head.cheeks(), head.forehead());
        this.b = head.height();
    }

    void paintBehind() {
        double v = hair.volume();
        switch (hair.style()) {
            case LONG -> curtain(b * 1.25, w + 4 + v * 0.7);
            case BOB -> curtain(b * 0.62, w + 5 + v * 0.6);
            case BUN -> {
                double[] top = canvas.rim(0, -b - 4 - v * 0.6);
                canvas.disc(dark, top[0], top[1], 10 + v * 0.4, 9 + v * 0.4);
                canvas.disc(light, top[0] - 3, top[1] - 3, 3, 2);
            }
            case AFRO -> {
                double[] c = canvas.rim(0, -b * 0.35);
                canvas.disc(dark, c[0], c[1], w + 5 + v, b * 0.8 + v);
            }
            case CURLY -> curls(dark, 2, 0.5);
            default -> {
                // These cuts do not show behind the head.
            }
        }
    }

    private void curtain(double end, double half) {
        double[] shape = SplinePaths.mirror(
                p(0, -b - 3),
                p(half * 0.75, -b * 0.85),
                p(half, -b * 0.3),
                p(half + 1, end * 0.6),
                p(half - 2, end),
                p(half * 0.5, end + 2),
                p(0, end + 1));
        canvas.blob(dark, canvas.outline(shape));
    }

    void paintBefore() {
        double line = hair.line() * b;
        double v = hair.volume() * 0.5;
        switch (hair.style()) {
            case BUZZ -> cap(Tones.fade(color, 0.72), 0.6, -b * 0.12, level(line));
            case SHORT -> cap(color, v, -b * 0.1, level(line));
            case RECEDING -> cap(color, v * 0.6, b * 0.02, peaks(line));
            case SIDE_PART -> cap(color, v + 1, -b * 0.02, swept(line));
            case QUIFF -> quiff(line);
            case FRINGE -> cap(color, v + 1.5, b * 0.12, level(line * 0.62));
            case CURLY -> curls(color, 1, -0.3);
            case AFRO -> cap(dark, 2, -b * 0.1, level(line));
            case LONG -> locks(line, b * 0.75);
            case BOB -> cap(color, v + 2, b * 0.42, level(line * 0.7));
            case BUN -> cap(color, v * 0.5 + 0.8, -b * 0.05, level(line));
            default -> shine();
        }
    }

    /** Hairline from the right temple to the left: level with a little roundness. */
    private double[] level(double y) {
        return SplinePaths.reversed(canvas.face(SplinePaths.arch(p(0, y - 1), p(w * 0.4, y), p(w * 0.72, y * 0.72))));
    }

    /** Bare temples and a point in the middle. */
    private double[] peaks(double y) {
        return SplinePaths.reversed(
                canvas.face(SplinePaths.arch(p(0, y * 1.1), p(w * 0.5, y * 1.75), p(w * 0.8, y * 0.5))));
    }

    /** High over one eye, low over the other. */
    private double[] swept(double y) {
        double s = hair.side();
        double[] points = {0.75, 0.55, 0.45, 0.72, 0, 1.0, -0.35, 1.45, -0.7, 0.95};
        double[] xy = new double[points.length];
        for (int i = 0; i < points.length; i += 2) {
            int from = s > 0 ? i : points.length - 2 - i;
            xy[i] = s * points[from] * w;
            xy[i + 1] = points[from + 1] * y;
        }
        return canvas.face(xy);
    }

    /** From temple to temple over the crown, {@code v} pixels thick, down to {@code end}, and back along the hairline. */
    private void cap(Color fill, double v, double end, double[] hairline) {
        double o = w + v * 0.55;
        double[] outer = SplinePaths.arch(
                p(0, -b - v),
                p(o * 0.5, -b * 0.91 - v * 0.7),
                p(o * 0.86, -b * 0.66 - v * 0.3),
                p(o, -b * 0.36),
                p(o, Math.min(end - 3, -b * 0.12)),
                p(w * 0.9, end));
        canvas.blob(fill, SplinePaths.join(canvas.outline(outer), hairline));
        strands(v, hairline[5]);
    }

    /** A few locks from the parting to the hairline. */
    private void strands(double v, double hairline) {
        double root = hair.side() * w * 0.22;
        double top = -b - v * 0.75;
        double end = hairline * 0.75 + top * 0.25;
        for (int i = -3; i <= 3; i++) {
            double x = i * w * 0.24;
            double drop = Math.abs(i) == 3 ? b * 0.18 : 0;
            double[] from = p(root + i * 1.2, top + 1.5);
            double[] over = p((root + 2 * x) / 3, top * 0.88 + drop * 0.4);
            double[] lock = SplinePaths.join(from, over, p(x, end + drop));
            canvas.line(i % 2 == 0 ? light : Tones.fade(dark, 0.55), 1, canvas.outline(lock));
        }
    }

    private void quiff(double line) {
        double s = hair.side() * w;
        double v = 2 + hair.volume() * 0.8;
        cap(color, 1, -b * 0.12, level(line * 1.12));
        double[] back = SplinePaths.join(p(-s * 0.66, -b * 0.66), p(-s * 0.5, -b * 0.98), p(0, -b - v * 0.9));
        double[] front =
                SplinePaths.join(p(s * 0.6, -b - v), p(s * 0.86, -b * 0.86), p(s * 0.66, -b * 0.66), p(0, -b * 0.6));
        canvas.blob(dark, canvas.outline(SplinePaths.join(back, front)));
        for (int i = 0; i < 5; i++) {
            double x = s * (-0.5 + 0.24 * i);
            double[] lock =
                    SplinePaths.join(p(x, -b * 0.66), p(x + s * 0.05, -b * 0.88), p(x + s * 0.22, -b - v * 0.75));
            canvas.line(i % 2 == 0 ? color : light, 3, canvas.outline(lock));
        }
    }

    private void locks(double line, double end) {
        double v = hair.volume() * 0.5;
        cap(color, v + 1, -b * 0.1, swept(line));
        for (int side = -1; side <= 1; side += 2) {
            double o = side * (w + 1.5 + v * 0.6);
            double[] outer =
                    SplinePaths.join(p(side * w * 0.72, -b * 0.5), p(o, -b * 0.35), p(o + side, end * 0.5), p(o, end));
            double[] inner = SplinePaths.join(p(side * w * 0.82, end * 0.85), p(side * w * 0.9, b * 0.05));
            canvas.blob(color, canvas.outline(SplinePaths.join(outer, inner)));
            double in = side * 2.5;
            double[] shine = SplinePaths.join(p(o - in, -b * 0.2), p(o - 0.6 * in, end * 0.3), p(o - in, end * 0.75));
            canvas.line(light, 1, canvas.outline(shine));
        }
    }

    private void curls(Color fill, int layers, double lowest) {
        double r = 5.2 + hair.volume() * 0.45;
        for (int layer = 0; layer < layers; layer++) {
            double out = layer * r * 0.7;
            for (int i = -2; i <= 12; i++) {
                double angle = Math.PI * (1 - i / 10.0);
                double y = -Math.sin(angle) * (b + out - 1);
                double x = Math.cos(angle) * (w + out + r * 0.4);
                double[] p = canvas.rim(x, Math.min(y, lowest * b));
                canvas.disc(fill, p[0], p[1], r, r);
            }
        }
        if (hair.style() == HairStyle.CURLY && layers == 1) {
            double line = hair.line() * b - 3;
            for (int i = -2; i <= 2; i++) {
                double[] p = canvas.at(i * w * 0.28, line - 2 + Math.abs(i), 0);
                canvas.disc(i % 2 == 0 ? fill : dark, p[0], p[1] - 1, r * 0.95, r * 0.8);
                canvas.disc(light, p[0] - 1.5, p[1] - 3, 1.6, 1.2);
            }
            cap(color, 1, -b * 0.3, level(line));
        }
    }

    private void shine() {
        double[] p = canvas.at(-8, -b * 0.72, 0);
        canvas.disc(new Color(255, 255, 255, 60), p[0], p[1], 7, 3.5);
    }
}
