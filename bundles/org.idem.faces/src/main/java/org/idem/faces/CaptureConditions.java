package org.idem.faces;

/** What makes one photograph of an identity, and says nothing about who it is. */
record CaptureConditions(Pose pose, Expression expression, Light light, Scene scene, Cover cover, long noise) {

    /** Angles in radians, shift in pixels of a 112 × 112 crop. */
    record Pose(double yaw, double pitch, double roll, double scale, double dx, double dy) {}

    /** Expression: smile −1…1, mouth open 0…1, brows raised in pixels, eyes open as a factor, gaze −1…1. */
    record Expression(double smile, double open, double brows, double eyes, double gazeX, double gazeY) {}

    /** Direction and strength of the light, exposure, warmth, contrast; blur and noise of the camera. */
    record Light(
            double x,
            double y,
            double strength,
            double gain,
            double warmth,
            double contrast,
            double blur,
            double grain) {}

    /** Background, clothes, glasses and make-up of the day. */
    record Scene(double hue, double hue2, double brightness, double clothes, boolean glasses, double hairTone) {}

    /** What covers a part of the face. */
    enum Cover {
        NOTHING,
        MASK,
        HAND,
        BAR,
        STRAND
    }

    /** The circumstances of an image. */
    static CaptureConditions of(long seed, int identity, int image) {
        SeededRandom d = SeededRandom.of(seed, identity, 2, image);
        Pose pose = pose(d);
        Expression expression = expression(d);
        Light light = light(d);
        Scene scene = scene(d);
        Cover cover = d.chance(0.14) ? Cover.values()[1 + d.below(4)] : Cover.NOTHING;
        return new CaptureConditions(pose, expression, light, scene, cover, d.bits());
    }

    private static Pose pose(SeededRandom d) {
        double yaw = d.around(0, 0.55);
        double pitch = d.around(0, 0.30);
        double roll = d.around(0, 0.20);
        return new Pose(yaw, pitch, roll, d.between(0.94, 1.06), d.around(0, 3.5), d.around(0, 3.5));
    }

    private static Expression expression(SeededRandom d) {
        double smile = d.between(-0.5, 1);
        double open = d.chance(0.3) ? d.between(0.25, 1) : 0;
        double brows = d.around(0.3, 2);
        double eyes = d.chance(0.04) ? 0.12 : d.between(0.72, 1.15);
        return new Expression(smile, open, brows, eyes, d.around(0, 1), d.around(0, 0.8));
    }

    private static Light light(SeededRandom d) {
        double angle = d.between(0, 2 * Math.PI);
        double strength = d.between(0.05, 0.38);
        double gain = d.between(0.75, 1.18);
        double warmth = d.around(0, 0.16);
        double contrast = d.between(0.78, 1.12);
        double blur = d.chance(0.35) ? d.between(0.2, 0.9) : 0;
        return new Light(Math.cos(angle), Math.sin(angle), strength, gain, warmth, contrast, blur, d.between(0, 9));
    }

    private static Scene scene(SeededRandom d) {
        double hue = d.between(0, 1);
        double hue2 = d.between(0, 1);
        double brightness = d.between(0.2, 0.95);
        return new Scene(hue, hue2, brightness, d.between(0, 1), d.chance(0.85), d.around(0, 0.12));
    }
}
