package org.idem.faces;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Path2D;

/** Eyes and brows. */
final class EyePainter {
    private static final Color WHITE = new Color(0xf4f1ec);
    private static final Color LINE = new Color(0x241a16);

    private final FaceCanvas canvas;
    private final Traits.Eyes eyes;
    private final Traits.Brows brows;
    private final CaptureConditions.Expression expression;
    private final FacePalette colors;

    EyePainter(FaceCanvas canvas, Traits traits, CaptureConditions.Expression expression, FacePalette colors) {
        this.canvas = canvas;
        this.eyes = traits.eyes();
        this.brows = traits.brows();
        this.expression = expression;
        this.colors = colors;
    }

    void paint() {
        for (int side = -1; side <= 1; side += 2) {
            socket(side);
            eye(side);
            brow(side);
        }
    }

    private void socket(int side) {
        double[] p = canvas.at(side * eyes.apart(), eyes.y() - 0.5, 0);
        canvas.disc(Tones.fade(colors.deep(), 0.22), p[0], p[1], eyes.width() + 2.2, eyes.height() + 3);
        if (eyes.bags() > 0) {
            double y = eyes.y() + eyes.height() + 2.2;
            double x = side * eyes.apart();
            double w = eyes.width() * 0.75;
            canvas.line(
                    Tones.fade(colors.deep(), 0.5 * eyes.bags()),
                    0.9,
                    canvas.face(x - w, y - 0.6, x, y + 0.8, x + w, y - 0.6));
        }
    }

    /** Places of an eye in its own coordinates, along and across the lid, turned by its tilt. */
    private double[] lid(int side, double... uv) {
        double[] xy = new double[uv.length];
        double cos = Math.cos(eyes.tilt());
        double sin = Math.sin(eyes.tilt());
        for (int i = 0; i < uv.length; i += 2) {
            xy[i] = side * (eyes.apart() + uv[i] * cos + uv[i + 1] * sin);
            xy[i + 1] = eyes.y() - uv[i] * sin + uv[i + 1] * cos;
        }
        return canvas.face(xy);
    }

    private void eye(int side) {
        double w = eyes.width();
        double up = eyes.height() * expression.eyes();
        double down = eyes.height()
                * 0.7
                * Math.min(1, expression.eyes() + 0.1)
                * (1 - 0.25 * Math.max(0, expression.smile()));
        double[] upper = lid(side, -w, 0.6, -w * 0.55, -up * 0.8, 0, -up, w * 0.6, -up * 0.65, w, -0.3);
        double[] lower = lid(side, w * 0.5, down * 0.85, -w * 0.15, down, -w * 0.65, down * 0.7);
        Path2D opening = SplinePaths.closed(SplinePaths.join(upper, lower));
        canvas.fill(WHITE, opening);
        iris(side, opening);
        canvas.line(Tones.mix(LINE, colors.deep(), 0.25), eyes.lid(), upper);
        canvas.line(Tones.fade(colors.deep(), 0.8), 0.6, lower);
        double[] fold = lid(side, -w * 0.8, -up * 0.7 - 1.4, 0, -up - 1.8, w * 0.9, -up * 0.5 - 1.2);
        canvas.line(Tones.fade(colors.deep(), 0.7), 0.8, fold);
        if (eyes.lashes()) {
            canvas.line(LINE, 0.9, lid(side, w * 0.55, -up * 0.7, w * 0.85, -up * 0.7 - 1.6));
            canvas.line(LINE, 1, lid(side, w * 0.85, -0.8, w + 1.7, -up * 0.4 - 1.4));
        }
    }

    private void iris(int side, Path2D opening) {
        double[] c =
                canvas.at(side * eyes.apart() + 1.6 * expression.gazeX(), eyes.y() - 0.4 + 0.8 * expression.gazeY(), 0);
        Graphics2D g = canvas.graphics();
        Shape before = g.getClip();
        g.clip(opening);
        double r = eyes.iris();
        canvas.disc(Tones.scale(colors.iris(), 0.6), c[0], c[1], r + 0.4, r + 0.4);
        canvas.disc(colors.iris(), c[0], c[1], r - 0.3, r - 0.3);
        canvas.disc(Color.BLACK, c[0], c[1], r * 0.48, r * 0.48);
        canvas.disc(Color.WHITE, c[0] - r * 0.35, c[1] - r * 0.4, 0.75, 0.75);
        g.setClip(before);
    }

    private void brow(int side) {
        double l = brows.length();
        double t = brows.thickness() / 2;
        double y = eyes.y() - eyes.height() - brows.gap() - expression.brows();
        double x = eyes.apart() + 0.6;
        double tilt = brows.tilt();
        double thin = t * (1 - 0.7 * brows.taper());
        double mid = y - brows.arch();
        double inner = y + l * tilt;
        double outer = y - l * tilt;
        double[] upper = {x - l, inner - t, x + l * 0.15, mid - t, x + l, outer - thin};
        double[] lower = {x + l + 0.8, outer + thin, x + l * 0.1, mid + t, x - l, inner + t};
        double[] shape = SplinePaths.join(upper, lower);
        for (int i = 0; i < shape.length; i += 2) {
            shape[i] *= side;
        }
        canvas.blob(Tones.fade(colors.brow(), 0.9), canvas.face(shape));
    }
}
