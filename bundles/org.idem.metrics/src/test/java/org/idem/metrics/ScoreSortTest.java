package org.idem.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class ScoreSortTest {
    private static final int MANY = 300_000;

    private static void check(int count, DoubleSupplier score) {
        double[] scores = new double[count];
        Arrays.setAll(scores, i -> score.getAsDouble());
        double[] expected = scores.clone();
        Arrays.sort(expected);
        assertArrayEquals(expected, ScoreSort.ascending(scores));
    }

    @Test
    void anySpreadOfScores() {
        Random random = new Random(3);
        check(MANY, random::nextGaussian);
        check(MANY, () -> Math.floor(20 * random.nextDouble()));
        check(MANY, () -> 0.25);
        check(MANY, () -> random.nextInt(1000) == 0 ? 1e300 : random.nextGaussian());
        check(MANY, () -> random.nextInt(9) == 0 ? Double.NEGATIVE_INFINITY : random.nextDouble());
        check(MANY, () -> random.nextInt(9) == 0 ? Double.POSITIVE_INFINITY : random.nextDouble());
        check(MANY, () -> Math.exp(-20 * random.nextDouble()));
        check(MANY, () -> Double.MIN_VALUE * random.nextInt(100));
        check(MANY, () -> (random.nextBoolean() ? 1 : -1) * Double.MAX_VALUE * random.nextDouble());
        check(100, random::nextGaussian);
        check(0, random::nextGaussian);
    }
}
