package org.idem.input.sampler;

/**
 * A random order of 0 … size − 1 that is computed, not stored: a Feistel network over the next power of two, walked along
 * its cycle until it comes back into the range (Black and Rogaway, Ciphers with Arbitrary Finite Domains, 2002). A walk
 * has fewer than two steps on average (but in sets of less than 512). Thread-safe.
 */
final class Permutation {
    /** Luby and Rackoff need four; halves of a few bits need more to look random. */
    private static final int ROUNDS = 8;

    /** Smaller sets walk longer in a domain of this size: halves of one or two bits would favour some places. */
    private static final int LEAST_BITS = 10;

    private final int size;
    private final int lowBits;
    private final int highMask;
    private final int lowMask;
    private final long key;

    /**
     * Another key, another order.
     *
     * @param size at least 1
     */
    Permutation(int size, long key) {
        if (size < 1) {
            throw new IllegalArgumentException("size " + size);
        }
        this.size = size;
        int bits = Math.max(LEAST_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(size - 1));
        this.lowBits = (bits + 1) / 2;
        this.lowMask = (1 << lowBits) - 1;
        this.highMask = (1 << bits - lowBits) - 1;
        this.key = mix(key);
    }

    /**
     * What stands at a position.
     *
     * @param position from 0 to size − 1
     */
    int at(int position) {
        if (position < 0 || position >= size) {
            throw new IndexOutOfBoundsException(position);
        }
        int value = position;
        do {
            value = network(value);
        } while (value >= size || value < 0);
        return value;
    }

    private int network(int value) {
        int high = value >>> lowBits;
        int low = value & lowMask;
        for (int round = 0; round < ROUNDS; round += 2) {
            high ^= scrambled(low, round) & highMask;
            low ^= scrambled(high, round + 1) & lowMask;
        }
        return high << lowBits | low;
    }

    private int scrambled(int half, int round) {
        return (int) (mix(key + half * 0x9e3779b97f4a7c15L + round * 0xd1342543de82ef95L) >>> 32);
    }

    /** Stafford's mixer. */
    private static long mix(long z) {
        long a = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ a >>> 27) * 0x94d049bb133111ebL;
        return b ^ b >>> 31;
    }
}
