package org.idem.faces;

import java.awt.Color;

/** Mixing colours. */
final class Tones {
    private static final int[] SKIN = {0x4f3222, 0x7a4d33, 0xa06c4a, 0xc68f68, 0xe2b38d, 0xf2cfb0, 0xf9dfca};
    private static final int[] HAIR = {0x17120f, 0x2c1d14, 0x4a2f1d, 0x6e4526, 0x9a6a38, 0xc99d5c, 0xe3cc93};
    private static final int[] IRIS = {0x3b2415, 0x5c3a1e, 0x7a6231, 0x5b7a45, 0x4f7f96, 0x6f9fc4, 0x7d8590};

    private Tones() {}

    /** Skin from dark, 0, to light, 1. */
    static Color skin(double tone) {
        return along(SKIN, tone);
    }

    /** Hair from black, 0, to fair, 1. */
    static Color hair(double tone) {
        return along(HAIR, tone);
    }

    /** Eyes from dark brown, 0, over green and blue to gray, 1. */
    static Color iris(double tone) {
        return along(IRIS, tone);
    }

    private static Color along(int[] palette, double t) {
        double place = Math.max(0, Math.min(1, t)) * (palette.length - 1);
        int low = Math.min(palette.length - 2, (int) place);
        return mix(new Color(palette[low]), new Color(palette[low + 1]), place - low);
    }

    static Color mix(Color a, Color b, double t) {
        return new Color(
                channel(a.getRed() + (b.getRed() - a.getRed()) * t),
                channel(a.getGreen() + (b.getGreen() - a.getGreen()) * t),
                channel(a.getBlue() + (b.getBlue() - a.getBlue()) * t));
    }

    static Color scale(Color c, double factor) {
        return new Color(channel(c.getRed() * factor), channel(c.getGreen() * factor), channel(c.getBlue() * factor));
    }

    static Color fade(Color c, double opacity) {
        return new Color(c.getRed(), c.getGreen(), c.getBlue(), channel(255 * opacity));
    }

    private static int channel(double value) {
        return (int) Math.round(Math.max(0, Math.min(255, value)));
    }
}
