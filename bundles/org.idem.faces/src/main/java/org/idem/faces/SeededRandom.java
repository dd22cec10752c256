package org.idem.faces;

import java.util.SplittableRandom;

/** Random choices that depend on a few numbers and on nothing else. */
final class SeededRandom {
    private final SplittableRandom random;

    private SeededRandom(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A generator for one purpose; different numbers give unrelated sequences. */
    static SeededRandom of(long... numbers) {
        long seed = 0x243f6a8885a308d3L;
        for (long number : numbers) {
            seed = mix(seed ^ number * 0x9e3779b97f4a7c15L);
        }
        return new SeededRandom(seed);
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** Around {@code centre}, the sum of three uniform numbers, never further than {@code reach}. */
    double around(double centre, double reach) {
        double sum = random.nextDouble() + random.nextDouble() + random.nextDouble();
        return centre + reach * (sum * 2 / 3 - 1);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    long bits() {
        return random.nextLong();
    }

    <T> T pick(T[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static long mix(long z) {
        long a = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ a >>> 27) * 0x94d049bb133111ebL;
        return b ^ b >>> 31;
    }
}
