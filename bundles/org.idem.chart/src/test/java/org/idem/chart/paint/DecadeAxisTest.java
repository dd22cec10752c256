package org.idem.chart.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class DecadeAxisTest {
    @Test
    void ticksArePowersOfTenOrRoundNumbersBetween() {
        assertEquals(List.of(1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1.0), DecadeAxis.values(1e-6, 1));
        assertEquals(List.of(1.0, 2.0, 5.0, 10.0, 20.0), DecadeAxis.values(0.9, 30));
        assertEquals(List.of(4.0, 6.0, 8.0), DecadeAxis.values(2.5, 8.4));
    }
}
