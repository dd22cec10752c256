package org.idem.input.transform;

/**
 * The random numbers of one step for one picture: a splitmix64 sequence (Steele, Lea and Flood 2014) that depends on the
 * picture's seed and the step's place in the list alone.
 */
final class TransformRandom {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final long STEP = 0xd1342543de82ef95L;

    private long state;

    TransformRandom(long seed, int step) {
        state = mix(seed) + STEP * (step + 1L);
    }

    /** Stafford's mixer. */
    static long mix(long z) {
        long a = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ a >>> 27) * 0x94d049bb133111ebL;
        return b ^ b >>> 31;
    }

    long bits() {
        state += GOLDEN;
        return mix(state);
    }

    /** In [0, 1). */
    double next() {
        return (bits() >>> 11) * 0x1p-53;
    }

    boolean chance(double probability) {
        return next() < probability;
    }

    double within(UniformRange span) {
        return span.low() + (span.high() - span.low()) * next();
    }

    /** From 0 to {@code bound} − 1. */
    int below(int bound) {
        return (int) (next() * bound);
    }
}
