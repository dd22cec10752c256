package org.idem.input.transform;

/** Changes of colour in place; samples are rounded to the nearest and stay in [0, 255]. A factor of 1 changes nothing. */
final class ColorAdjustments {
    private static final float RED = 0.299f;
    private static final float GREEN = 0.587f;
    private static final float BLUE = 0.114f;

    private ColorAdjustments() {}

    /** Every sample times the factor. */
    static void brighten(byte[] rgb, double factor) {
        spread(rgb, factor, 0);
    }

    /** Every sample's distance from the picture's mean luminance (ITU-R BT.601) times the factor. */
    static void contrast(byte[] rgb, double factor) {
        double sum = 0;
        for (int i = 0; i < rgb.length; i += 3) {
            sum += luminance(rgb, i);
        }
        spread(rgb, factor, 3 * sum / rgb.length);
    }

    private static void spread(byte[] rgb, double factor, double centre) {
        if (factor == 1) {
            return;
        }
        byte[] table = new byte[256];
        for (int v = 0; v < table.length; v++) {
            table[v] = toByte((float) (centre + (v - centre) * factor));
        }
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = table[rgb[i] & 0xff];
        }
    }

    /** Every sample's distance from the pixel's luminance times the factor; 0 makes the picture gray. */
    static void saturate(byte[] rgb, double factor) {
        if (factor == 1) {
            return;
        }
        float f = (float) factor;
        for (int i = 0; i < rgb.length; i += 3) {
            float gray = luminance(rgb, i);
            for (int c = 0; c < 3; c++) {
                rgb[i + c] = toByte(gray + ((rgb[i + c] & 0xff) - gray) * f);
            }
        }
    }

    /**
     * Turns the hue of the HSV cone (Smith 1978), keeping saturation and value.
     *
     * @param turn share of the circle
     */
    static void rotate(byte[] rgb, double turn) {
        if (turn == 0) {
            return;
        }
        for (int i = 0; i < rgb.length; i += 3) {
            float red = rgb[i] & 0xff;
            float green = rgb[i + 1] & 0xff;
            float blue = rgb[i + 2] & 0xff;
            float high = Math.max(red, Math.max(green, blue));
            float chroma = high - Math.min(red, Math.min(green, blue));
            if (chroma == 0) {
                continue;
            }
            float sector = (float) (6 * turn) + sector(red, green, blue, high, chroma);
            rgb[i] = toByte(high - chroma * away(5 + sector));
            rgb[i + 1] = toByte(high - chroma * away(3 + sector));
            rgb[i + 2] = toByte(high - chroma * away(1 + sector));
        }
    }

    /** Hue in sixths of the circle. */
    private static float sector(float red, float green, float blue, float high, float chroma) {
        if (high == red) {
            return (green - blue) / chroma;
        }
        return high == green ? 2 + (blue - red) / chroma : 4 + (red - green) / chroma;
    }

    /** How far a channel that peaks a half circle from {@code sector} is below the highest, in chromas. */
    private static float away(float sector) {
        float k = sector - 6 * (float) Math.floor(sector / 6);
        return Math.max(0, Math.min(1, Math.min(k, 4 - k)));
    }

    private static float luminance(byte[] rgb, int i) {
        return RED * (rgb[i] & 0xff) + GREEN * (rgb[i + 1] & 0xff) + BLUE * (rgb[i + 2] & 0xff);
    }

    private static byte toByte(float value) {
        return (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
}
