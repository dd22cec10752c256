package org.idem.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.idem.metrics.Identification.OpenSetRate;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class IdentificationTest {

    @Test
    void ranksAreCounted() {
        Identification found = new Identification(
                new double[] {0.9, 0.5, 0.4, 0.3},
                new double[] {0.1, 0.6, 0.2, 0.8},
                new int[] {1, 2, 1, 7},
                new double[] {0.35, 0.2});
        assertArrayEquals(new double[] {0.5, 0.75, 0.75}, found.cmc(3), 0);
        assertEquals(1, found.accuracyAt(7));
        OpenSetRate half = found.at(0.5);
        assertEquals(0.2, half.threshold());
        assertEquals(0.5, half.tpir(), "the second and fourth have a rival above them");
        assertEquals(1, half.errors());
        OpenSetRate tenth = found.at(0.1);
        assertFalse(tenth.isMeasurable());
        assertTrue(Double.isNaN(tenth.tpir()) && Double.isNaN(tenth.interval().low()));
        assertEquals("not measurable: needs 10 probes of persons outside the gallery, has 2", tenth.needs());
    }

    @RepeatedTest(20)
    void theRateIsTheGreatestThatKeepsTheLimit(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int mated = 1 + random.nextInt(60);
        double[] mates = scores(random, mated, 0.5);
        double[] rivals = scores(random, mated, 0);
        double[] strangers = scores(random, 100, 0.2);
        int[] ranks =
                IntStream.range(0, mated).map(i -> mates[i] > rivals[i] ? 1 : 2).toArray();
        Identification found = new Identification(mates, rivals, ranks, strangers);
        for (double fpir : new double[] {0.01, 0.05, 0.3, 1}) {
            double best = 0;
            for (double threshold : IntStream.rangeClosed(-200, 200)
                    .mapToDouble(t -> t / 100.0 + 0.005)
                    .toArray()) {
                long above = IntStream.range(0, 100)
                        .filter(i -> strangers[i] > threshold)
                        .count();
                if (above <= fpir * 100 + 1e-9) {
                    long right = IntStream.range(0, mated)
                            .filter(i -> mates[i] > threshold && mates[i] > rivals[i])
                            .count();
                    best = Math.max(best, (double) right / mated);
                }
            }
            assertEquals(best, found.at(fpir).tpir(), 1e-12);
            assertTrue(found.at(fpir).errors() <= fpir * 100 + 1e-9);
            assertTrue(found.atPublished(fpir).tpir() <= best, "the published threshold is a stranger stricter");
        }
    }

    private static double[] scores(Random random, int count, double mean) {
        return IntStream.range(0, count)
                .mapToDouble(
                        i -> Math.rint(100 * Math.max(-1.9, Math.min(1.9, mean + 0.4 * random.nextGaussian()))) / 100)
                .toArray();
    }
}
