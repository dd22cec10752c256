package org.idem.chart.parallel;

import java.awt.Color;

/** Colours for numbers, from viridis: even to the eye, also to one that sees no red or no green. */
final class ColorScale {
    private static final int[] STOPS = {
        0x440154, 0x482878, 0x3E4A89, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C, 0xFDE725
    };
    /** What of the scale stands out against light paper, and against a dark one. */
    private static final double LIGHT_END = 0.78;

    private static final double DARK_START = 0.35;

    private ColorScale() {}

    /** The colour of a place from 0 to 1, on a light or a dark background. */
    static Color at(double place, boolean dark) {
        double within = Math.max(0, Math.min(1, place));
        double on = dark ? DARK_START + within * (1 - DARK_START) : within * LIGHT_END;
        double stop = on * (STOPS.length - 1);
        int below = (int) Math.min(STOPS.length - 2, Math.floor(stop));
        return mix(new Color(STOPS[below]), new Color(STOPS[below + 1]), stop - below);
    }

    private static Color mix(Color a, Color b, double part) {
        return new Color(
                (int) Math.round(a.getRed() + part * (b.getRed() - a.getRed())),
                (int) Math.round(a.getGreen() + part * (b.getGreen() - a.getGreen())),
                (int) Math.round(a.getBlue() + part * (b.getBlue() - a.getBlue())));
    }
}
