package org.idem.train.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SaveFailuresTest {
    private static final Instant START = Instant.parse("2026-01-31T14:15:00Z");

    @Test
    void manyAtOnceOrFewForLongArePutUpWith() {
        SaveFailures atOnce = new SaveFailures();
        for (int i = 0; i < 10; i++) {
            atOnce.add(START.plusSeconds(i));
        }
        assertFalse(atOnce.areTooMany());
        SaveFailures few = new SaveFailures();
        few.add(START);
        few.add(START.plus(SaveFailures.LONGEST.multipliedBy(9)));
        assertFalse(few.areTooMany());
    }

    @Test
    void manyForLongAreNot() {
        SaveFailures failures = new SaveFailures();
        failures.add(START);
        failures.add(START.plusSeconds(60));
        failures.add(START.plus(SaveFailures.LONGEST));
        assertTrue(failures.areTooMany());
        assertEquals("3 times in a row, for 30 min 00 s", failures.inWords());
    }

    @Test
    void oneThatWasWrittenBeginsTheCountAnew() {
        SaveFailures failures = new SaveFailures();
        failures.add(START);
        failures.add(START);
        failures.clear();
        failures.add(START.plus(SaveFailures.LONGEST));
        failures.add(START.plus(SaveFailures.LONGEST));
        failures.add(START.plus(SaveFailures.LONGEST));
        assertFalse(failures.areTooMany());
    }

    @Test
    void manyAreToldLessAndLess() {
        SaveFailures failures = new SaveFailures();
        List<Integer> told = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            failures.add(START);
            if (failures.isTold()) {
                told.add(i);
            }
        }
        assertEquals(List.of(1, 2, 4, 8, 16), told);
    }
}
