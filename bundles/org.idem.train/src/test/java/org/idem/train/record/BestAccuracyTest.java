package org.idem.train.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.idem.train.checkpoint.TrainerState;
import org.junit.jupiter.api.Test;

class BestAccuracyTest {
    @Test
    void whatCouldNotBeSavedIsNotTheBest() {
        BestAccuracy best = new BestAccuracy(TrainerState.NO_BEST);
        assertTrue(best.isBest(10, 0.8));
        best.saved(10);
        assertTrue(best.isBest(20, 0.9), "its checkpoint is not written: no saved(20)");
        assertEquals(0.9, best.upTo(20));
        assertEquals(TrainerState.NO_BEST, best.of(30), "other weights were saved then");
        best.saved(30);
        assertEquals(0.8, best.upTo(30));
        assertTrue(best.isBest(40, 0.85));
        best.saved(40);
        assertFalse(best.isBest(50, 0.85));
    }
}
