package org.idem.train.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.idem.train.centers.ClassSample;
import org.junit.jupiter.api.Test;

class PartialFcSamplerTest {
    @Test
    void drawsExactlyTheSampleWithAllPositivesAscending() {
        int[] positives = {0, 17, 18, 500, 999};
        for (double ratio : new double[] {0.01, 0.1, 0.5, 0.9, 0.999}) {
            PartialFcSampler sampler = new PartialFcSampler(1000, ratio, 7);
            for (int step = 0; step < 200; step++) {
                ClassSample sample = sampler.sample(positives, step);
                assertEquals((int) (ratio * 1000), sample.size());
                for (int i = 1; i < sample.size(); i++) {
                    assertTrue(sample.ids()[i - 1] < sample.ids()[i]);
                }
                assertTrue(Arrays.stream(positives).allMatch(p -> sample.position(p) >= 0));
                assertTrue(sample.ids()[sample.size() - 1] < 1000);
            }
        }
    }

    @Test
    void negativesAreDrawnEquallyOften() {
        int[] positives = {3, 4};
        int[] hits = new int[50];
        int rounds = 40_000;
        PartialFcSampler sampler = new PartialFcSampler(50, 0.2, 11);
        for (int step = 0; step < rounds; step++) {
            for (int id : sampler.sample(positives, step).ids()) {
                hits[id]++;
            }
        }
        double expected = rounds * 8 / 48.0;
        for (int id = 0; id < 50; id++) {
            if (id == 3 || id == 4) {
                assertEquals(rounds, hits[id]);
            } else {
                assertEquals(expected, hits[id], 6 * Math.sqrt(expected), "class " + id);
            }
        }
    }

    @Test
    void morePositivesThanTheSampleHoldsAreAllTaken() {
        int[] positives = {1, 2, 3, 5};
        assertArrayEquals(
                positives, new PartialFcSampler(20, 0.1, 1).sample(positives, 0).ids());
    }

    @Test
    void aWholeSampleIsRecognised() {
        assertTrue(new PartialFcSampler(20, 1, 1).sample(new int[] {4}, 0).isComplete());
    }

    @Test
    void theSampleFollowsFromSeedAndStep() {
        PartialFcSampler sampler = new PartialFcSampler(100_000, 0.1, 5);
        int[] first = sampler.sample(new int[] {9}, 3).ids();
        sampler.sample(new int[] {9}, 4);
        assertArrayEquals(first, sampler.sample(new int[] {9}, 3).ids());
    }

    @Test
    void successiveStepsShareNoMoreThanChance() {
        PartialFcSampler sampler = new PartialFcSampler(10_000, 0.1, 0);
        for (int step = 0; step < 20; step++) {
            ClassSample next = sampler.sample(new int[0], step + 1);
            int[] gaps = gaps(sampler.sample(new int[0], step).ids());
            int[] nextGaps = gaps(next.ids());
            int equal = 0;
            for (int i = 1; i < gaps.length; i++) {
                equal += gaps[i] == nextGaps[i - 1] ? 1 : 0;
            }
            // Two independent geometric gaps agree with probability 0.1 / 1.9.
            assertEquals(gaps.length / 19.0, equal, 60, "step " + step);
        }
    }

    private static int[] gaps(int[] ids) {
        int[] gaps = new int[ids.length - 1];
        Arrays.setAll(gaps, i -> ids[i + 1] - ids[i]);
        return gaps;
    }
}
