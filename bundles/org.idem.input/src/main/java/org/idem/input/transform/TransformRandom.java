package org.idem.input.transform;

import java.util.List;

/**
 * The random numbers of one transform for one picture: a splitmix64 sequence (Steele, Lea and Flood 2014) that depends on the
 * picture's seed and the transform's place in the list alone.
 */
final class TransformRandom {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final long STEP = 0xd1342543de82ef95L;

    private long state;

    TransformRandom(long seed, int position) {
        state = mix(seed) + STEP * (position + 1L);
    }

    /** Stafford's mixer. */
    static long mix(long z) {
        long a = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ a >>> 27) * 0x94d049bb133111ebL;
        return b ^ b >>> 31;
    }

    /** The next 64 bits. */
    long bits() {
        state += GOLDEN;
        return mix(state);
    }

    /** In [0, 1). */
    double next() {
        return (bits() >>> 11) * 0x1p-53;
    }

    /** True with this probability. */
    boolean chance(double probability) {
        return next() < probability;
    }

    /** In [low, high). */
    double within(UniformRange range) {
        return range.low() + (range.high() - range.low()) * next();
    }

    /** From 0 to {@code bound} − 1. */
    int below(int bound) {
        return (int) (next() * bound);
    }

    /** One of the choices, each as likely. */
    <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }
}
