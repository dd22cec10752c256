package org.idem.train.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.idem.train.centers.ClassBlocks;
import org.idem.train.centers.ClassSample;
import org.junit.jupiter.api.Test;

class BlockSamplerTest {
    private static final ClassBlocks BLOCKS = new ClassBlocks(1000, 3);

    @Test
    void drawsWholeBlocksAndAllPositivesAscending() {
        int[] positives = {0, 17, 18, 500, 999};
        for (double ratio : new double[] {0.01, 0.1, 0.5, 0.9}) {
            BlockSampler sampler = new BlockSampler(BLOCKS, 1000, ratio, 7);
            for (int step = 0; step < 100; step++) {
                ClassSample sample = sampler.sample(positives, step);
                for (int i = 1; i < sample.size(); i++) {
                    assertTrue(sample.ids()[i - 1] < sample.ids()[i]);
                }
                ClassSample drawn = sampler.drawn(step).orElseThrow();
                int[] expected = java.util.stream.IntStream.concat(Arrays.stream(positives), Arrays.stream(drawn.ids()))
                        .sorted()
                        .distinct()
                        .toArray();
                assertArrayEquals(expected, sample.ids());
                int[] blocks = Arrays.stream(drawn.ids())
                        .map(BLOCKS::block)
                        .sorted()
                        .distinct()
                        .toArray();
                assertArrayEquals(BLOCKS.ids(blocks), drawn.ids(), "whole blocks");
            }
        }
    }

    /** Those of the last block, which is not full, as well. */
    @Test
    void everyClassHasTheChanceOfTheRatio() {
        int[] hits = new int[1000];
        int rounds = 20_000;
        BlockSampler sampler = new BlockSampler(BLOCKS, 1000, 0.07, 11);
        for (int step = 0; step < rounds; step++) {
            for (int id : sampler.sample(new int[0], step).ids()) {
                hits[id]++;
            }
        }
        double expected = 0.07 * rounds;
        for (int id = 0; id < hits.length; id++) {
            assertEquals(expected, hits[id], 5 * Math.sqrt(expected), "class " + id);
        }
    }

    @Test
    void noneAreDrawnAtNoRatioAndOneBlockAtLeastAtAny() {
        assertArrayEquals(
                new int[] {4},
                new BlockSampler(BLOCKS, 1000, 0, 1).sample(new int[] {4}, 0).ids());
        for (int step = 0; step < 50; step++) {
            assertTrue(new BlockSampler(BLOCKS, 1000, 1e-6, 1)
                            .sample(new int[0], step)
                            .size()
                    >= 8);
        }
    }

    @Test
    void theSameStepDrawsTheSame() {
        BlockSampler one = new BlockSampler(BLOCKS, 1000, 0.2, 5);
        BlockSampler other = new BlockSampler(new ClassBlocks(1000, 3), 1000, 0.2, 5);
        assertArrayEquals(
                one.sample(new int[] {1}, 9).ids(),
                other.sample(new int[] {1}, 9).ids());
        assertTrue(!Arrays.equals(
                one.sample(new int[] {1}, 9).ids(),
                one.sample(new int[] {1}, 10).ids()));
    }
}
