package org.idem.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AxisTest {

    @Test
    void ticksAreRoundAndInside() {
        assertEquals(List.of("0", "500", "1000", "1500", "2000"), labels(new Axis("", 0, 2000, Axis.Scale.LINEAR)));
        assertEquals(List.of("0", "10k", "20k", "30k", "40k"), labels(new Axis("", 0, 40_000, Axis.Scale.LINEAR)));
        assertEquals(
                List.of("80 %", "85 %", "90 %", "95 %", "100 %"), labels(new Axis("", 0.8, 1, Axis.Scale.PERCENT)));
        assertEquals(List.of("10⁻³", "10⁻²", "10⁻¹", "10⁰"), labels(new Axis("", 1e-3, 1, Axis.Scale.LOG)));
    }

    @Test
    void anyRangeHasAFewTicksInside() {
        Random random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            double low = random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6);
            double high = low + Math.abs(random.nextGaussian()) * Math.pow(10, random.nextInt(12) - 6);
            Axis axis = Axis.rounded("", low, high, Axis.Scale.LINEAR);
            List<Axis.Tick> ticks = axis.ticks();
            assertTrue(ticks.size() >= 2 && ticks.size() <= 10, low + " … " + high + ": " + ticks);
            assertTrue(axis.position(low) > -1e-6 && axis.position(high) < 1 + 1e-6, low + " … " + high);
        }
    }

    @Test
    void aFlatSeriesStillHasAnAxis() {
        assertTrue(new Axis("", 3, 3, Axis.Scale.LINEAR).position(3) > 0);
        assertEquals(0.5, new Axis("", 0, 0, Axis.Scale.LINEAR).position(0), 1e-9);
    }

    private static List<String> labels(Axis axis) {
        return axis.ticks().stream().map(Axis.Tick::label).toList();
    }
}
