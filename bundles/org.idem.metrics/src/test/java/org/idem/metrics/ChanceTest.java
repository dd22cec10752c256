package org.idem.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores that know nothing of the labels, as those of a model that was trained on shuffled ones: no figure beats chance. */
class ChanceTest {
    private static final int PAIRS = 6000;

    private final boolean[] same = new boolean[PAIRS];
    private final double[] cosines = new double[PAIRS];
    private final double[] distances = new double[PAIRS];

    private void scores(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < PAIRS; i++) {
            same[i] = i / 300 % 2 == 0;
            cosines[i] = Math.tanh(0.3 * random.nextGaussian());
            distances[i] = 2 - 2 * cosines[i];
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noFigureIsBetterThanChance(long seed) {
        scores(seed);
        Roc roc = Roc.of(cosines, same);
        double sigma = 0.5 / Math.sqrt(PAIRS);
        assertEquals(0.5, KFold.of(distances, same, 10).accuracy(), 5 * sigma);
        assertEquals(0.5, roc.auc(), 5 * sigma);
        assertEquals(0.5, roc.eer(), 5 * sigma);
        for (double far : new double[] {0.1, 0.01}) {
            double spread = Math.sqrt(far / (PAIRS / 2.0));
            assertEquals(far, roc.at(far).tar(), 6 * spread, "conservative at " + far);
            assertEquals(far, roc.atNearest(far).tar(), 6 * spread, "nearest at " + far);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void neitherOfTwoSuchModelsIsBetter(long seed) {
        scores(seed);
        boolean[] first = right();
        scores(seed + 100);
        assertTrue(McNemar.of(first, right()).pValue() > 1e-3, "seed " + seed);
    }

    private boolean[] right() {
        double threshold = KFold.of(distances, same, 10).threshold();
        boolean[] right = new boolean[PAIRS];
        for (int i = 0; i < PAIRS; i++) {
            right[i] = cosines[i] >= threshold == same[i];
        }
        return right;
    }
}
