package org.idem.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class DataPointsTest {

    @RepeatedTest(60)
    void extremesEqualBruteForce(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int size = repetition.getCurrentRepetition() == 1 ? 100_000 : random.nextInt(6_000);
        double[] y = new double[size];
        for (int i = 0; i < size; i++) {
            double value = Math.rint(20 * random.nextGaussian()) / 4;
            y[i] = random.nextInt(50) == 0 ? Double.NaN : random.nextInt(99) == 0 ? 1 / 0.0 : value;
        }
        DataPoints points = new DataPoints(new double[size], y);
        for (int trial = 0; trial < 200; trial++) {
            int from = random.nextInt(size + 1);
            int to = from + random.nextInt(size + 1 - from);
            for (boolean positive : new boolean[] {false, true}) {
                assertEquals(bruteForce(y, from, to, positive, true), points.lowest(from, to, positive));
                assertEquals(bruteForce(y, from, to, positive, false), points.highest(from, to, positive));
            }
        }
    }

    private static int bruteForce(double[] y, int from, int to, boolean positive, boolean low) {
        int best = -1;
        for (int i = from; i < to; i++) {
            if (Double.isFinite(y[i]) && (!positive || y[i] > 0)) {
                best = best < 0 || (low ? y[i] < y[best] : y[i] > y[best]) ? i : best;
            }
        }
        return best;
    }

    @Test
    void theFirstPointFromAValueIsFound() {
        DataPoints points = new DataPoints(new double[] {1, 2, 2, 5}, new double[4]);
        assertEquals(0, points.firstFrom(-1));
        assertEquals(1, points.firstFrom(2));
        assertEquals(3, points.firstFrom(2.5));
        assertEquals(4, points.firstFrom(6));
        for (int guess = -1; guess < 6; guess++) {
            for (int from = 0; from <= 4; from++) {
                for (double value = 0; value < 7; value += 0.5) {
                    assertEquals(points.firstFrom(value, from, 4), points.firstFrom(value, from, 4, guess));
                }
            }
        }
    }

    @Test
    void lengthsMustAgree() {
        assertThrows(IllegalArgumentException.class, () -> new DataPoints(new double[2], new double[3]));
        ChartSeries line = ChartSeries.line("s", 0, new double[2], new double[2]);
        assertThrows(IllegalArgumentException.class, () -> line.withBand(new double[2], new double[1], new double[2]));
        assertThrows(
                IllegalArgumentException.class, () -> line.withBand(new double[] {2, 1}, new double[2], new double[2]));
    }
}
