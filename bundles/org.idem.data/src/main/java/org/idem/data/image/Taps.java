package org.idem.data.image;

/**
 * Which old samples make each new sample of an axis.
 *
 * @param count of old samples for each new one
 * @param from their positions, {@code count} for each new sample
 * @param weights of the same order, summing to 1 for each new sample
 */
record Taps(int count, int[] from, float[] weights) {
    private static final float CUBIC = -0.75f;

    /** For an axis of {@code in} samples resampled to {@code out}. */
    static Taps of(int in, int out, Interpolation how) {
        Interpolation kind = how == Interpolation.AREA && out >= in ? Interpolation.BILINEAR : how;
        float scale = (float) in / out;
        int count =
                switch (kind) {
                    case NEAREST -> 1;
                    case BILINEAR -> 2;
                    case BICUBIC -> 4;
                    case AREA -> (int) Math.ceil(scale) + 1;
                };
        Taps taps = new Taps(count, new int[count * out], new float[count * out]);
        for (int o = 0; o < out; o++) {
            switch (kind) {
                case NEAREST -> taps.set(o, 0, (int) ((long) o * in / out), 1, in);
                case BILINEAR -> taps.linear(o, scale, in);
                case BICUBIC -> taps.cubic(o, scale, in);
                case AREA -> taps.area(o, (double) in / out, in);
            }
        }
        return taps;
    }

    private void set(int o, int tap, int position, float weight, int in) {
        from[o * count + tap] = Math.max(0, Math.min(in - 1, position));
        weights[o * count + tap] = weight;
    }

    private void linear(int o, float scale, int in) {
        float at = Math.max(0, Math.min(in - 1, (o + 0.5f) * scale - 0.5f));
        int first = (int) at;
        float second = at - first;
        set(o, 0, first, 1 - second, in);
        set(o, 1, first + 1, second, in);
    }

    private void cubic(int o, float scale, int in) {
        float at = (o + 0.5f) * scale - 0.5f;
        int first = (int) Math.floor(at);
        for (int tap = 0; tap < 4; tap++) {
            int position = first - 1 + tap;
            set(o, tap, position, kernel(Math.abs(at - position)), in);
        }
    }

    /** Keys 1981, with the free parameter that OpenCV took. */
    private static float kernel(float x) {
        return x <= 1
                ? ((CUBIC + 2) * x - (CUBIC + 3)) * x * x + 1
                : ((CUBIC * x - 5 * CUBIC) * x + 8 * CUBIC) * x - 4 * CUBIC;
    }

    private void area(int o, double scale, int in) {
        double low = o * scale;
        double high = Math.min(in, (o + 1) * scale);
        int first = (int) low;
        for (int tap = 0; tap < count; tap++) {
            int position = first + tap;
            double covered = Math.min(high, position + 1) - Math.max(low, position);
            set(o, tap, position, (float) (Math.max(0, covered) / (high - low)), in);
        }
    }
}
