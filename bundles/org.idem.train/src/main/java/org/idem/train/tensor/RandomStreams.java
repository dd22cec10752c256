package org.idem.train.tensor;

import java.util.SplittableRandom;

/**
 * Independent random streams by number. {@link SplittableRandom} advances its seed by one constant, so streams whose
 * seeds differ by a multiple of it are shifted copies of each other; the number is therefore hashed first.
 */
public final class RandomStreams {
    private RandomStreams() {}

    /** A new stream of a number under a seed; equal arguments give equal streams. */
    public static SplittableRandom of(long seed, long number) {
        return new SplittableRandom(mix(mix(seed) + number));
    }

    /** The finaliser of MurmurHash3, variant 13 of Stafford. */
    private static long mix(long x) {
        long z = x + 0x632BE59BD9B4E019L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
