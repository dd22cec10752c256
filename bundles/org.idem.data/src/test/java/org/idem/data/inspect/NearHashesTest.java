package org.idem.data.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.idem.core.Progress;
import org.junit.jupiter.api.Test;

class NearHashesTest {
    private static Set<Long> asSet(long[] pairs) {
        Set<Long> set = new TreeSet<>();
        for (long pair : pairs) {
            int a = NearHashes.first(pair);
            int b = NearHashes.second(pair);
            set.add(NearHashes.pair(Math.min(a, b), Math.max(a, b)));
        }
        assertEquals(pairs.length, set.size(), "each pair once");
        return set;
    }

    /** Hashes of which every bit but a few is the same, so that all numbers of different bits occur often. */
    private static long[] alike(int count) {
        Random random = new Random(7);
        long base = random.nextLong();
        return LongStream.range(0, count)
                .map(i -> {
                    long hash = base;
                    for (int bit = 0; bit < 4; bit++) {
                        hash ^= 1L << random.nextInt(Long.SIZE);
                    }
                    return hash;
                })
                .toArray();
    }

    private static Set<Long> byComparingAll(long[] hashes) {
        Set<Long> expected = new TreeSet<>();
        for (int a = 0; a < hashes.length; a++) {
            for (int b = a + 1; b < hashes.length; b++) {
                if (Long.bitCount(hashes[a] ^ hashes[b]) <= NearHashes.MOST_DIFFERENT_BITS) {
                    expected.add(NearHashes.pair(a, b));
                }
            }
        }
        return expected;
    }

    @Test
    void findsWhatComparingAllFinds() {
        long[] hashes = alike(800);
        int[] all = IntStream.range(0, hashes.length).toArray();
        Set<Long> expected = byComparingAll(hashes);
        assertEquals(expected, asSet(NearHashes.pairs(hashes, all, pair -> false, Progress.NONE)));
        assertEquals(
                true, expected.size() > 100, expected.size() + " pairs, of which some differ in each number of bits");
    }

    @Test
    void leavesOutWhatIsNotAsked() {
        long[] hashes = new long[6];
        int[] some = {1, 3, 4};
        long[] pairs = NearHashes.pairs(hashes, some, pair -> NearHashes.second(pair) == 4, Progress.NONE);
        assertEquals(Set.of(NearHashes.pair(1, 3)), asSet(pairs));
    }

    @Test
    void equalHashesByTheThousandEnd() {
        long[] hashes = new long[20_000];
        Arrays.fill(hashes, -1);
        int[] all = IntStream.range(0, hashes.length).toArray();
        long[] pairs = NearHashes.pairs(hashes, all, pair -> false, Progress.NONE);
        assertTrue(pairs.length <= 32 * hashes.length, pairs.length + " pairs");
    }
}
