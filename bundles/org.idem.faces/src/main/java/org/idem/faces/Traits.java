package org.idem.faces;

/**
 * What makes one identity: shapes and sizes in pixels of a 112 × 112 crop, measured from the middle of the head, and
 * colours as places on a palette. Colours overlap between identities once light has changed them, so shapes must tell.
 */
record Traits(Head head, Eyes eyes, Brows brows, Nose nose, Mouth mouth, Hair hair, Extras extras) {

    /** Outline and skin. */
    record Head(
            double width,
            double height,
            double forehead,
            double cheeks,
            double jaw,
            double chin,
            double earHeight,
            double earReach,
            double earY,
            double skin,
            double undertone) {}

    /** Both eyes alike. */
    record Eyes(
            double apart,
            double y,
            double width,
            double height,
            double tilt,
            double iris,
            double color,
            double lid,
            boolean lashes,
            double bags) {}

    /** Both brows alike. */
    record Brows(double gap, double thickness, double length, double arch, double tilt, double taper) {}

    /** Bridge, tip, wings. */
    record Nose(double tipY, double width, double bridge, double tip, double bend) {}

    /** Lips. */
    record Mouth(double y, double width, double upper, double lower, double bow, double corners, double red) {}

    /** Hair on the head. */
    record Hair(HairStyle style, double color, double volume, double line, double side) {}

    /** Things that some people have. */
    record Extras(
            Glasses glasses,
            double glassesColor,
            Beard beard,
            double beardDepth,
            int freckles,
            long spots,
            boolean mole,
            double creases) {}

    /** Cuts of hair. */
    enum HairStyle {
        BALD,
        BUZZ,
        SHORT,
        SIDE_PART,
        QUIFF,
        RECEDING,
        FRINGE,
        CURLY,
        AFRO,
        LONG,
        BOB,
        BUN;

        boolean coversEars() {
            return this == LONG || this == BOB;
        }
    }

    /** Frames. */
    enum Glasses {
        NONE,
        ROUND,
        SQUARE,
        WIDE
    }

    /** Beards. */
    enum Beard {
        NONE,
        STUBBLE,
        MOUSTACHE,
        GOATEE,
        FULL
    }

    /** The traits of an identity. */
    static Traits of(long seed, int identity) {
        SeededRandom d = SeededRandom.of(seed, identity, 1);
        double rugged = d.between(0, 1);
        Head head = new Head(
                d.between(28.5, 36.5),
                d.between(37, 44.5),
                d.between(0.84, 1.02),
                d.between(0.92, 1.04),
                d.between(0.60, 0.80) + 0.12 * rugged,
                d.between(0.22, 0.44) + 0.12 * rugged,
                d.between(6.5, 11.5),
                d.between(1.5, 6.5),
                d.between(-4, 4),
                d.between(0.05, 1),
                d.between(-1, 1));
        return new Traits(
                head,
                eyes(d, rugged),
                brows(d, rugged),
                nose(d),
                mouth(d, rugged),
                hair(d, rugged, head.skin()),
                extras(d, rugged));
    }

    private static Eyes eyes(SeededRandom d, double rugged) {
        return new Eyes(
                d.between(12.2, 17.6),
                d.between(-6.5, 0.5),
                d.between(4.8, 7.8),
                d.between(2.3, 4.9),
                d.between(-0.26, 0.26),
                d.between(2.2, 3.4),
                d.between(0, 1),
                d.between(0.7, 1.8),
                d.chance(0.75 - 0.6 * rugged),
                d.between(-0.4, 1));
    }

    private static Brows brows(SeededRandom d, double rugged) {
        return new Brows(
                d.between(4.2, 8.8),
                d.between(0.9, 2.6) + 1.0 * rugged,
                d.between(5.8, 9.8),
                d.between(0, 3.8),
                d.between(-0.28, 0.24),
                d.between(0.2, 0.9));
    }

    private static Nose nose(SeededRandom d) {
        return new Nose(
                d.between(8.5, 16), d.between(3.4, 7.6), d.between(1.4, 3.6), d.between(1.8, 4), d.between(-1, 1));
    }

    private static Mouth mouth(SeededRandom d, double rugged) {
        return new Mouth(
                d.between(20.5, 26.5),
                d.between(7, 13.5),
                d.between(0.9, 2.9),
                d.between(1.4, 4.2),
                d.between(0, 1.4),
                d.between(-1.6, 1.6),
                d.between(0.1, 0.9) * (1 - 0.5 * rugged));
    }

    private static Hair hair(SeededRandom d, double rugged, double skin) {
        double fairest = d.chance(0.1) ? 1 : 0.15 + 0.9 * skin;
        HairStyle[] styles = HairStyle.values();
        // The first six cuts suit rugged faces, the rest the others; every face may have any.
        int style = d.chance(0.8) ? (rugged > 0.5 ? 0 : 6) + d.below(6) : d.below(styles.length);
        return new Hair(
                styles[style], d.between(0, fairest), d.between(2, 9), d.between(-0.62, -0.36), d.chance(0.5) ? 1 : -1);
    }

    private static Extras extras(SeededRandom d, double rugged) {
        Glasses glasses = d.chance(0.3) ? Glasses.values()[1 + d.below(3)] : Glasses.NONE;
        Beard beard = rugged > 0.5 && d.chance(0.6) ? Beard.values()[1 + d.below(4)] : Beard.NONE;
        return new Extras(
                glasses,
                d.between(0, 1),
                beard,
                d.between(0.35, 0.9),
                d.chance(0.25) ? 8 + d.below(18) : 0,
                d.bits(),
                d.chance(0.25),
                d.chance(0.4) ? d.between(0.3, 1) : 0);
    }
}
