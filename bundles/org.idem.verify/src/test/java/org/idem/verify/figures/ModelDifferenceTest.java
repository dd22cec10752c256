package org.idem.verify.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.idem.metrics.KFold;
import org.idem.metrics.PairUnits;
import org.idem.metrics.Roc;
import org.idem.metrics.TarRule;
import org.idem.metrics.VerificationFigures;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.run.PairScores;
import org.idem.verify.EvaluatedPairs;
import org.idem.verify.errors.PairChurn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDifferenceTest {
    private static final int PAIRS = 3000;

    @TempDir
    private Path folder;

    /** Scores of a model that is so sure of itself; what two have in common comes from the pair. */
    private EvaluatedPairs model(String name, double distance, long seed, int left) {
        Random shared = new Random(1);
        Random own = new Random(seed);
        double[] cosines = new double[PAIRS - left];
        boolean[] same = new boolean[PAIRS - left];
        int[] numbers = new int[PAIRS - left];
        for (int i = 0, k = 0; i < PAIRS; i++) {
            double score = (i % 2 == 0 ? distance : 0) + 0.12 * shared.nextGaussian() + 0.08 * own.nextGaussian();
            if (i >= left) {
                same[k] = i % 2 == 0;
                numbers[k] = i;
                cosines[k++] = (float) Math.max(-1, Math.min(1, score));
            }
        }
        double[] distances = Arrays.stream(cosines).map(c -> 2 - 2 * c).toArray();
        VerificationFigures figures =
                VerificationFigures.of(KFold.of(distances, same, 10), Roc.of(cosines, same), left);
        float[] kept = new float[cosines.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = (float) cosines[i];
        }
        Evaluation written = EvaluationStore.write(
                folder.resolve(name),
                new Evaluation("lfw", Path.of("lfw.bin"), 1, Instant.EPOCH, figures, null),
                new PairScores(numbers, kept, same));
        return EvaluatedPairs.read(written).orElseThrow();
    }

    @Test
    void aBetterModelIsToldAsSuch() {
        ModelDifference difference = ModelDifference.of(
                        model("a", 0.4, 2, 0), model("b", 0.5, 3, 7), Optional.empty(), 200)
                .orElseThrow();
        assertEquals(PAIRS - 7, difference.test().pairs(), "pairs that both compared");
        assertTrue(difference.test().isDifference());
        assertTrue(
                difference.words().startsWith("The second model is more often right: of 2,993 pairs"),
                difference.words());
        assertTrue(difference.rates().get(0).isDifference()
                && difference.rates().get(0).difference() > 0);
        assertTrue(difference.words().contains("True accept rates differ: at FAR 1e-1"), difference.words());
        ModelDifference other = ModelDifference.of(model("b", 0.5, 3, 7), model("a", 0.4, 2, 0), Optional.empty(), 200)
                .orElseThrow();
        assertTrue(other.words().startsWith("The first model is more often right"), other.words());
    }

    @Test
    void modelsThatDifferByChanceAreNotToldApart() {
        ModelDifference difference = ModelDifference.of(
                        model("a", 0.4, 2, 0), model("b", 0.4, 3, 0), Optional.empty(), 200)
                .orElseThrow();
        assertFalse(difference.test().isDifference());
        assertTrue(difference.words().startsWith("No difference in accuracy can be told: "), difference.words());
        assertTrue(difference.words().endsWith("than the draw of persons explains."), difference.words());
    }

    @Test
    void pairsThatChangeAreThoseThatMcNemarCounts() {
        EvaluatedPairs first = model("a", 0.4, 2, 0);
        EvaluatedPairs second = model("b", 0.5, 3, 7);
        ModelDifference difference =
                ModelDifference.of(first, second, Optional.empty(), 20).orElseThrow();
        PairChurn churn = PairChurn.of(first, second);
        assertEquals(difference.test().pairs(), churn.pairs());
        assertEquals(difference.test().onlySecond(), churn.fixed().size());
        assertEquals(difference.test().onlyFirst(), churn.broken().size());
        assertFalse(churn.stillWrong().isEmpty());
        for (PairChurn.ChangedPair pair : churn.stillWrong()) {
            assertTrue(pair.first() >= first.threshold() != pair.same());
            assertTrue(pair.second() >= second.threshold() != pair.same());
            assertEquals(pair.number() % 2 == 0, pair.same());
        }
    }

    @Test
    void figuresKeepWhatWasMeasuredAndDrawIntervals() {
        EvaluatedPairs model = model("a", 0.4, 2, 0);
        SetFigures kept = SetFigures.of(model.evaluation(), TarRule.CONSERVATIVE, Optional.empty(), 1000);
        assertEquals(model.evaluation().table(), kept.table());
        assertEquals("wilson", kept.interval());
        assertEquals(kept.table().get(2).tar(), kept.validation().rate(), 0.2);
        int[] people = new int[PAIRS];
        Arrays.setAll(people, i -> i / 60);
        PairUnits units = new PairUnits(PairUnits.Kind.IDENTITIES, people, people, 50);
        SetFigures drawn = SetFigures.of(model.evaluation(), TarRule.CONSERVATIVE, Optional.of(units), 100);
        assertEquals("bootstrap over identities", drawn.interval());
        assertEquals(kept.table().get(1).tar(), drawn.table().get(1).tar());
        assertFalse(kept.table().get(1).low() == drawn.table().get(1).low());
        SetFigures nearest = SetFigures.of(model.evaluation(), TarRule.NEAREST, Optional.empty(), 0);
        assertTrue(nearest.table().get(2).tar() >= kept.table().get(2).tar());
        assertFalse(nearest.table().get(4).isMeasurable());
        SetFigures few = SetFigures.of(model("c", 0.4, 2, 1500).evaluation(), TarRule.NEAREST, Optional.empty(), 0);
        assertNull(few.validation(), "750 impostor pairs cannot measure 1e-3");
    }
}
