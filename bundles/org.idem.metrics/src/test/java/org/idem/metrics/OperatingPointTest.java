package org.idem.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OperatingPointTest {
    private final Random random = new Random(3);

    /** Scores of few distinct values, so that many are equal and some thresholds are scores. */
    private double score() {
        return random.nextInt(40) / 20.0 - 1;
    }

    @Test
    void countsWhatAThresholdDoes() {
        double[] scores = new double[500];
        boolean[] same = new boolean[500];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = score();
            same[i] = i % 3 == 0;
        }
        Roc roc = Roc.of(scores, same);
        for (double threshold : new double[] {-2, -1, -0.975, 0, 0.05, 0.95, 0.951, 2}) {
            OperatingPoint point = roc.accepting(threshold);
            long accepts = 0;
            long rejects = 0;
            for (int i = 0; i < scores.length; i++) {
                accepts += !same[i] && scores[i] >= threshold ? 1 : 0;
                rejects += same[i] && scores[i] < threshold ? 1 : 0;
            }
            assertEquals(accepts, point.falseAccepts(), "at " + threshold);
            assertEquals(rejects, point.falseRejects(), "at " + threshold);
            assertEquals(1 - (accepts + rejects) / 500.0, point.accuracy(), 1e-12);
        }
    }

    @Test
    void tellsTheThresholdInOtherMeasures() {
        OperatingPoint point = new OperatingPoint(0.5, 1, 100, 5, 50);
        SimilarityThreshold threshold = new SimilarityThreshold(point.threshold());
        assertEquals(1, threshold.squaredL2(), 1e-12);
        assertEquals(60, threshold.degrees(), 1e-9);
        assertEquals(0.01, point.far(), 1e-12);
        assertEquals(0.1, point.frr(), 1e-12);
        assertEquals(0.9, point.tar(), 1e-12);
    }
}
