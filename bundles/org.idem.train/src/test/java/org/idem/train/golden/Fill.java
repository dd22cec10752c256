package org.idem.train.golden;

import java.nio.charset.StandardCharsets;
import org.idem.model.TensorSpec;

/** The made-up weights and inputs of the golden values: a hash of the name and the row-major index. */
public final class Fill {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Fill() {}

    /** FNV-1a, 64 bits. */
    public static long fnv1a64(String s) {
        long h = 0xCBF29CE484222325L;
        for (byte b : s.getBytes(StandardCharsets.UTF_8)) {
            h = (h ^ (b & 0xff)) * 0x100000001B3L;
        }
        return h;
    }

    /** SplitMix64 of one number. */
    public static long splitmix64(long x) {
        long z = x + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Uniform in [0, 1). */
    public static double u(String name, long i) {
        return (splitmix64(fnv1a64(name) + i * GOLDEN) >>> 40) / 16777216.0;
    }

    /** (2u − 1) · c. */
    public static float[] symmetric(String name, int count, double c) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) ((2 * u(name, i) - 1) * c);
        }
        return values;
    }

    /** The image batch [n, 3, 112, 112]. */
    public static float[] input(int n) {
        return symmetric("input", n * 3 * 112 * 112, 1);
    }

    /** The values of a named tensor. */
    public static float[] tensor(TensorSpec spec) {
        int count = (int) spec.count();
        return switch (spec.kind()) {
            case CONV, LINEAR -> symmetric(spec.name(), count, Math.sqrt(3.0 / (count / spec.shape()[0])));
            case BIAS, NORM_SHIFT, RUNNING_MEAN -> symmetric(spec.name(), count, 0.1);
            case NORM_SCALE, RUNNING_VARIANCE -> scaled(spec.name(), count, 0.5, 1);
            case SLOPE -> scaled(spec.name(), count, 0, 0.5);
            case POSITION -> symmetric(spec.name(), count, 0.02);
        };
    }

    private static float[] scaled(String name, int count, double offset, double factor) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (offset + factor * u(name, i));
        }
        return values;
    }
}
