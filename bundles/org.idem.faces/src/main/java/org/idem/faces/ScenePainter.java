package org.idem.faces;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/** Background, neck and clothes. */
final class ScenePainter {
    private final FaceCanvas canvas;
    private final CaptureConditions conditions;

    ScenePainter(FaceCanvas canvas, CaptureConditions conditions) {
        this.canvas = canvas;
        this.conditions = conditions;
    }

    void paint(FacePalette colors) {
        canvas.onPicture();
        background();
        double x = 56 + 0.6 * conditions.pose().dx();
        Color cloth = Color.getHSBColor((float) conditions.scene().clothes(), 0.45f, (float)
                (0.25 + 0.6 * conditions.scene().hue2()));
        canvas.blob(colors.shade(), x - 15, 84, x + 15, 84, x + 17, 118, x - 17, 118);
        canvas.blob(cloth, x - 60, 122, x - 42, 106, x - 14, 101, x, 108, x + 14, 101, x + 42, 106, x + 60, 122);
        canvas.line(Tones.scale(cloth, 0.75), 1.4, x - 15, 101.5, x, 109, x + 15, 101.5);
    }

    private void background() {
        CaptureConditions.Scene scene = conditions.scene();
        SeededRandom d = SeededRandom.of(conditions.noise(), 3);
        Graphics2D g = canvas.graphics();
        float bright = (float) scene.brightness();
        Color a = Color.getHSBColor((float) scene.hue(), (float) d.between(0.05, 0.5), bright);
        Color b = Color.getHSBColor(
                (float) scene.hue2(), (float) d.between(0.05, 0.5), (float) (bright * d.between(0.5, 1)));
        g.setPaint(new GradientPaint((float) d.between(0, 112), 0, a, (float) d.between(0, 112), 112, b));
        g.fill(new Rectangle2D.Double(0, 0, 112, 112));
        for (int i = d.below(4); i > 0; i--) {
            Color c = Tones.fade(Color.getHSBColor((float) d.between(0, 1), 0.3f, (float) d.between(0.2, 1)), 0.35);
            if (d.chance(0.5)) {
                canvas.disc(c, d.between(0, 112), d.between(0, 112), d.between(6, 30), d.between(6, 30));
            } else {
                g.setColor(c);
                g.fill(new Rectangle2D.Double(
                        d.between(-20, 100), d.between(-20, 60), d.between(8, 40), d.between(20, 90)));
            }
        }
    }
}
