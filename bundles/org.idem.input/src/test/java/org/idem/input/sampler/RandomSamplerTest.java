package org.idem.input.sampler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomSamplerTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 23, 64, 65, 1000, 4097, 1_000_003})
    void aPermutationHasEveryNumberOnce(int size) {
        Permutation order = new Permutation(size, 7);
        BitSet seen = new BitSet(size);
        for (int i = 0; i < size; i++) {
            int value = order.at(i);
            assertTrue(value >= 0 && value < size, "out of range " + value);
            assertFalse(seen.get(value), "again " + value);
            seen.set(value);
        }
        assertThrows(IndexOutOfBoundsException.class, () -> order.at(size));
    }

    @Test
    void theLargestSetsWork() {
        Permutation order = new Permutation(Integer.MAX_VALUE, 3);
        for (int i = 0; i < 1000; i++) {
            assertTrue(order.at(Integer.MAX_VALUE - 1 - i) >= 0);
        }
    }

    /** Chi-squared with 23 · 22 degrees of freedom for each number at each position, over independent keys. */
    @ParameterizedTest
    @ValueSource(ints = {5, 23})
    void everyNumberIsAsLikelyAtEveryPlace(int size) {
        int keys = 40_000;
        int[][] counts = new int[size][size];
        for (int key = 0; key < keys; key++) {
            Permutation order = new Permutation(size, key);
            for (int i = 0; i < size; i++) {
                counts[i][order.at(i)]++;
            }
        }
        double expected = (double) keys / size;
        double chi = Arrays.stream(counts)
                .flatMapToInt(Arrays::stream)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        double freedom = (size - 1.0) * (size - 1.0);
        assertTrue(chi < freedom + 5 * Math.sqrt(2 * freedom), chi + " for " + freedom);
    }

    /** Neighbours in the order are no neighbours in the set: how often the difference is 1, as for chance. */
    @Test
    void neighboursAreNotKept() {
        int size = 100_000;
        Permutation order = new Permutation(size, 1);
        int next = 0;
        int rising = 0;
        for (int i = 0; i + 1 < size; i++) {
            next += order.at(i + 1) - order.at(i) == 1 ? 1 : 0;
            rising += order.at(i + 1) > order.at(i) ? 1 : 0;
        }
        assertTrue(next < 10, "neighbours " + next);
        assertEquals(size / 2.0, rising, 5 * Math.sqrt(size / 12.0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theWorkersHaveEveryImageOnceAndTheFirstAgainToFillUp(int world) {
        RankPartition partition = new RankPartition(23, world, 4, false);
        RandomSampler sampler = new RandomSampler(partition, 11);
        int[] counts = new int[23];
        for (int rank = 0; rank < world; rank++) {
            BatchIndices batches = sampler.epoch(2, rank);
            assertEquals(sampler.batchesPerEpoch(), batches.count());
            for (int b = 0; b < batches.count(); b++) {
                assertEquals(sampler.epoch(2, 0).get(b).length, batches.get(b).length);
                Arrays.stream(batches.get(b)).forEach(i -> counts[i]++);
            }
        }
        int padding = (world - 23 % world) % world;
        assertEquals(23 + padding, Arrays.stream(counts).sum());
        assertTrue(Arrays.stream(counts).allMatch(c -> c >= 1 && c <= 2));
    }

    @Test
    void seedAndEpochChangeTheOrder() {
        RankPartition partition = new RankPartition(1000, 1, 1000, false);
        int[] order = new RandomSampler(partition, 5).epoch(1, 0).get(0);
        assertArrayEquals(order, new RandomSampler(partition, 5).epoch(1, 0).get(0));
        assertTrue(
                equalPlaces(order, new RandomSampler(partition, 5).epoch(2, 0).get(0)) < 10);
        assertTrue(
                equalPlaces(order, new RandomSampler(partition, 6).epoch(1, 0).get(0)) < 10);
    }

    private static long equalPlaces(int[] a, int[] b) {
        return IntStream.range(0, a.length).filter(i -> a[i] == b[i]).count();
    }

    @Test
    void aBatchInTheMiddleNeedsNoneBefore() {
        RankPartition partition = new RankPartition(42_474_557, 8, 256, true);
        RandomSampler sampler = new RandomSampler(partition, 2022);
        assertEquals(20_739, sampler.batchesPerEpoch());
        assertEquals(256, sampler.epoch(19, 7).get(20_738).length);
        assertEquals(3, sampler.epoch(0, 0).first(3).count());
    }
}
