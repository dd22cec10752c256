package org.idem.verify.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.idem.run.PairScores;
import org.junit.jupiter.api.Test;

class PairChurnTest {
    @Test
    void errorsAreFixedBrokenOrStillThere() {
        boolean[] same = {true, true, true, true, false, false};
        PairScores before = PairScores.of(new float[] {0.1f, 0.9f, 0.1f, 0.9f, 0.9f, 0.1f}, same);
        // Its scores are lower, and so is its threshold; the pair 2 was not scored.
        PairScores after =
                new PairScores(new int[] {0, 1, 3, 4, 5}, new float[] {0.3f, 0.1f, 0.3f, 0.3f, 0.1f}, new boolean[] {
                    true, true, true, false, false
                });
        PairChurn churn = PairChurn.of(before, 0.5, after, 0.2);
        assertEquals(List.of(0), numbers(churn.fixed()));
        assertEquals(List.of(1), numbers(churn.broken()));
        assertEquals(List.of(4), numbers(churn.stillWrong()));
        assertEquals(5, churn.pairs());
        assertTrue(churn.areBothWrong(4));
        assertFalse(churn.areBothWrong(1));
    }

    private static List<Integer> numbers(List<PairChurn.ChangedPair> pairs) {
        return pairs.stream().map(PairChurn.ChangedPair::number).toList();
    }

    @Test
    void pairsOfOtherKindsAreNotCompared() {
        PairScores one = PairScores.of(new float[1], new boolean[] {true});
        PairScores other = PairScores.of(new float[1], new boolean[] {false});
        assertEquals(0, PairChurn.of(one, 0, other, 0).pairs());
    }
}
