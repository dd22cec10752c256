package org.idem.data.inspect;

import java.util.Arrays;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.idem.core.Progress;

/**
 * Finds the pairs of 64-bit hashes that differ in at most three bits. The bits are divided into six blocks; three of these
 * are equal at least, so that sorting by each choice of three brings every such pair together (multi-index hashing, Norouzi
 * et al., 2012). With 33 bits in a key, few others come together, even where hashes are much alike.
 */
public final class NearHashes {
    /** Bits of two hashes that may differ. */
    public static final int MOST_DIFFERENT_BITS = 3;
    /** Hashes of plain pictures are equal by the million: so many of the next ones are looked at. */
    private static final int MOST_NEIGHBOURS = 1000;
    /** Enough to join those that look alike: they are neighbours of each other. */
    private static final int MOST_PAIRS_OF_ONE = 32;
    /** 128 MiB of pairs. */
    public static final int MOST_PAIRS = 1 << 24;

    private static final int[] BLOCK_BITS = {11, 11, 11, 11, 10, 10};
    private static final long[] BLOCKS = blocks();
    /** Each choice of three blocks, as bits. */
    private static final int[] CHOICES = choices();

    private final long[] hashes;
    private final int[] indices;
    private final LongPredicate skipped;
    private long[] pairs = new long[1024];
    private int count;

    private NearHashes(long[] hashes, int[] indices, LongPredicate skipped) {
        this.hashes = hashes;
        this.indices = indices;
        this.skipped = skipped;
    }

    /**
     * The pairs, each once, as {@link #pair}: all of them, but where hundreds of hashes are alike, and at most
     * {@link #MOST_PAIRS}.
     *
     * @param indices of the hashes that count, ascending
     * @param skipped whether a pair is left out
     */
    public static long[] pairs(long[] hashes, int[] indices, LongPredicate skipped, Progress progress) {
        NearHashes search = new NearHashes(hashes, indices, skipped);
        for (int choice = 0; choice < CHOICES.length; choice++) {
            progress.checkCancelled();
            search.search(choice);
        }
        return Arrays.copyOf(search.pairs, search.count);
    }

    /** Two indices in one number, so that millions of pairs are one array. */
    public static long pair(int first, int second) {
        return (long) first << Integer.SIZE | second;
    }

    /** The one index of a pair. */
    public static int first(long pair) {
        return (int) (pair >>> Integer.SIZE);
    }

    /** The other index of a pair. */
    public static int second(long pair) {
        return (int) pair;
    }

    private void search(int choice) {
        long mask = mask(CHOICES[choice]);
        int[] order = sorted(mask);
        for (int i = 0; i < order.length; i++) {
            long hash = hashes[order[i]];
            int last = Math.min(order.length, i + 1 + MOST_NEIGHBOURS);
            int enough = Math.min(MOST_PAIRS, count + MOST_PAIRS_OF_ONE);
            for (int k = i + 1; k < last && count < enough && ((hashes[order[k]] ^ hash) & mask) == 0; k++) {
                addIfNear(order[i], order[k], choice);
            }
        }
    }

    /** The indices so that equal bits under the mask follow each other, and ascending among these. */
    private int[] sorted(long mask) {
        int indexBits = Integer.SIZE - 1;
        long[] keys = new long[indices.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = compress(hashes[indices[i]], mask) << indexBits | indices[i];
        }
        Arrays.parallelSort(keys);
        int[] order = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            order[i] = (int) (keys[i] & (1L << indexBits) - 1);
        }
        return order;
    }

    /** The bits under the mask, moved together: at most 33. */
    private static long compress(long hash, long mask) {
        long bits = 0;
        for (int block = 0; block < BLOCKS.length; block++) {
            if ((BLOCKS[block] & mask) != 0) {
                bits = bits << BLOCK_BITS[block] | (hash & BLOCKS[block]) >>> Long.numberOfTrailingZeros(BLOCKS[block]);
            }
        }
        return bits;
    }

    /** A pair comes together under several choices, and is taken under the first. */
    private void addIfNear(int a, int b, int choice) {
        long difference = hashes[a] ^ hashes[b];
        if (Long.bitCount(difference) > MOST_DIFFERENT_BITS || firstChoice(difference) != choice) {
            return;
        }
        long pair = pair(a, b);
        if (skipped.test(pair)) {
            return;
        }
        if (count == pairs.length) {
            pairs = Arrays.copyOf(pairs, 2 * count);
        }
        pairs[count++] = pair;
    }

    private static int firstChoice(long difference) {
        int equal = 0;
        for (int block = 0; block < BLOCKS.length; block++) {
            equal |= (difference & BLOCKS[block]) == 0 ? 1 << block : 0;
        }
        int choice = 0;
        while ((CHOICES[choice] & ~equal) != 0) {
            choice++;
        }
        return choice;
    }

    private static long mask(int choice) {
        long mask = 0;
        for (int block = 0; block < BLOCKS.length; block++) {
            mask |= (choice >> block & 1) == 0 ? 0 : BLOCKS[block];
        }
        return mask;
    }

    private static long[] blocks() {
        long[] blocks = new long[BLOCK_BITS.length];
        int from = 0;
        for (int block = 0; block < blocks.length; block++) {
            blocks[block] = (1L << BLOCK_BITS[block]) - 1 << from;
            from += BLOCK_BITS[block];
        }
        return blocks;
    }

    private static int[] choices() {
        int equal = BLOCK_BITS.length - MOST_DIFFERENT_BITS;
        return IntStream.range(0, 1 << BLOCK_BITS.length)
                .filter(choice -> Integer.bitCount(choice) == equal)
                .toArray();
    }
}
