package org.idem.verify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        assertArrayEquals(new int[] {0}, churn.fixed());
        assertArrayEquals(new int[] {1}, churn.broken());
        assertArrayEquals(new int[] {4}, churn.wrong());
        assertEquals(5, churn.pairs());
        assertTrue(churn.areBothWrong(4));
        assertFalse(churn.areBothWrong(1));
        assertEquals("1 fixed, 1 broken, 1 still wrong", churn.words());
    }

    @Test
    void otherSetsAreRefused() {
        PairScores one = PairScores.of(new float[1], new boolean[] {true});
        PairScores other = PairScores.of(new float[1], new boolean[] {false});
        assertThrows(IllegalArgumentException.class, () -> PairChurn.of(one, 0, other, 0));
    }
}
