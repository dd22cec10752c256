package org.idem.data.generate;

/** What makes one photograph of an identity, and says nothing about who it is. */
record Shot(Pose pose, Mood mood, Light light, Scene scene, Cover cover, long noise) {

    /** Angles in radians, shift in pixels of a 112 × 112 crop. */
    record Pose(double yaw, double pitch, double roll, double scale, double dx, double dy) {}

    /** Expression: smile −1…1, mouth open 0…1, brows raised in pixels, eyes open as a factor, gaze −1…1. */
    record Mood(double smile, double open, double brows, double eyes, double gazeX, double gazeY) {}

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
    static Shot of(long seed, int identity, int image) {
        Dice d = Dice.of(seed, identity, 2, image);
        Pose pose = new Pose(
                d.around(0, 0.55),
                d.around(0, 0.30),
                d.around(0, 0.20),
                d.between(0.94, 1.06),
                d.around(0, 3.5),
                d.around(0, 3.5));
        Mood mood = new Mood(
                d.between(-0.5, 1),
                d.chance(0.3) ? d.between(0.25, 1) : 0,
                d.around(0.3, 2),
                d.chance(0.04) ? 0.12 : d.between(0.72, 1.15),
                d.around(0, 1),
                d.around(0, 0.8));
        double angle = d.between(0, 2 * Math.PI);
        Light light = new Light(
                Math.cos(angle),
                Math.sin(angle),
                d.between(0.05, 0.38),
                d.between(0.75, 1.18),
                d.around(0, 0.16),
                d.between(0.78, 1.12),
                d.chance(0.35) ? d.between(0.2, 0.9) : 0,
                d.between(0, 9));
        Scene scene = new Scene(
                d.between(0, 1),
                d.between(0, 1),
                d.between(0.2, 0.95),
                d.between(0, 1),
                d.chance(0.85),
                d.around(0, 0.12));
        Cover cover = d.chance(0.14) ? Cover.values()[1 + d.below(4)] : Cover.NOTHING;
        return new Shot(pose, mood, light, scene, cover, d.bits());
    }
}
