package org.idem.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TarAtFarRowTest {

    @Test
    void labelsAreShortAndDistinct() {
        assertEquals("1e-3", FarLabel.of(1e-3));
        assertEquals("1e-6", FarLabel.of(0.000001));
        assertEquals("1e-1", FarLabel.of(0.1));
        assertEquals("1e0", FarLabel.of(1));
        assertEquals("5e-4", FarLabel.of(5e-4));
        assertEquals("1.5e-4", FarLabel.of(1.5e-4));
        assertEquals("1e-12", FarLabel.of(1e-12));
    }

    @Test
    void aPowerOfTenNeedsItsInverse() {
        long needed = 1;
        for (int exponent = 0; exponent <= 12; exponent++) {
            assertEquals(needed, TarAtFarRow.neededImpostors(Double.parseDouble("1e-" + exponent)));
            needed *= 10;
        }
        assertEquals(4, TarAtFarRow.neededImpostors(0.3));
        assertEquals(2000, TarAtFarRow.neededImpostors(5e-4));
    }

    @Test
    void fiveHundredImpostorsDoNotSayTheSameFourTimes() {
        Random random = new Random(2);
        double[] scores = new double[1000];
        boolean[] same = new boolean[1000];
        for (int i = 0; i < scores.length; i++) {
            same[i] = i % 2 == 0;
            scores[i] = (same[i] ? 0.5 : 0) + 0.2 * random.nextGaussian();
        }
        List<TarAtFarRow> table = Roc.of(scores, same).table();
        assertEquals(
                List.of(true, true, false, false, false, false),
                table.stream().map(TarAtFarRow::isMeasurable).toList());
        TarAtFarRow last = table.get(5);
        assertTrue(Double.isNaN(last.tar()) && Double.isNaN(last.low()) && Double.isNaN(last.high()));
        assertEquals("not measurable: needs 1,000,000 impostor pairs, has 500", last.needs());
    }

    @Test
    void exactlyEnoughIsEnough() {
        TarAtFarRow row = new TarAtFarRow(1e-3, 0.5, 0.3, 0.4, 0.6, 1, 1000);
        assertTrue(row.isMeasurable());
        assertFalse(row.isReliable());
        assertFalse(row.with(999).isMeasurable());
        assertTrue(new TarAtFarRow(1e-3, 0.5, 0.3, 0.4, 0.6, 30, 0).isReliable());
    }
}
