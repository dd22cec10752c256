package org.idem.train.centers;

import java.util.Arrays;
import org.idem.plan.CenterBlocksPlan;

/**
 * The classes of a shard spread over rows by a pseudo-random permutation, and their rows in blocks of 32. Classes of one
 * block have nothing to do with each other, whatever the order of the identities, so that a block is a sample of them.
 * The permutation is a Feistel network over the next power of two; rows beyond the last class are passed on until they
 * are none.
 */
public final class ClassBlocks {
    /** Classes of a block; the last one may have fewer. */
    public static final int ROWS = CenterBlocksPlan.CLASSES;

    private static final int ROUNDS = 4;

    private final int classes;
    private final int upperBits;
    private final int lowerBits;
    private final long[] keys = new long[ROUNDS];

    /**
     * Spreads classes.
     *
     * @param classes of the shard, at least 1
     */
    public ClassBlocks(int classes, long seed) {
        this.classes = classes;
        int bits = Math.max(2, Integer.SIZE - Integer.numberOfLeadingZeros(classes - 1));
        this.upperBits = bits / 2;
        this.lowerBits = bits - upperBits;
        for (int round = 0; round < ROUNDS; round++) {
            keys[round] = mix(seed + round * 0x9E3779B97F4A7C15L);
        }
    }

    /** Number of blocks. */
    public int count() {
        return (classes + ROWS - 1) / ROWS;
    }

    /** Number of classes of a block. */
    public int size(int block) {
        return Math.min(ROWS, classes - block * ROWS);
    }

    /** Row of a class. */
    int row(int id) {
        long row = id;
        do {
            row = forward(row);
        } while (row >= classes);
        return (int) row;
    }

    /** Class of a row. */
    int id(int row) {
        long id = row;
        do {
            id = backward(id);
        } while (id >= classes);
        return (int) id;
    }

    /** Block of a class. */
    public int block(int id) {
        return row(id) / ROWS;
    }

    /** Classes of some blocks, ascending. */
    public int[] ids(int[] blocks) {
        int[] ids = new int[blocks.length * ROWS];
        int count = 0;
        for (int block : blocks) {
            for (int i = 0; i < size(block); i++) {
                ids[count++] = id(block * ROWS + i);
            }
        }
        int[] sorted = Arrays.copyOf(ids, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Two rounds bring the halves, which may differ by a bit in length, back to their sides. */
    private long forward(long value) {
        long upper = value >>> lowerBits;
        long lower = value & mask(lowerBits);
        for (int round = 0; round < ROUNDS; round += 2) {
            upper ^= mix(keys[round] ^ lower) & mask(upperBits);
            lower ^= mix(keys[round + 1] ^ upper) & mask(lowerBits);
        }
        return upper << lowerBits | lower;
    }

    private long backward(long value) {
        long upper = value >>> lowerBits;
        long lower = value & mask(lowerBits);
        for (int round = ROUNDS - 2; round >= 0; round -= 2) {
            lower ^= mix(keys[round + 1] ^ upper) & mask(lowerBits);
            upper ^= mix(keys[round] ^ lower) & mask(upperBits);
        }
        return upper << lowerBits | lower;
    }

    private static long mask(int bits) {
        return (1L << bits) - 1;
    }

    /** The finaliser of MurmurHash3. */
    private static long mix(long x) {
        long z = (x ^ (x >>> 33)) * 0xFF51AFD7ED558CCDL;
        z = (z ^ (z >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return z ^ (z >>> 33);
    }
}
