package org.idem.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.idem.chart.axis.AxisScale;
import org.idem.chart.axis.ProbitTicks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rates by their normal deviates. */
class AxisMappingTest {
    /** Quantiles of the standard normal distribution as tables have them. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 0", "0.4, -0.2533471031357997", "0.05, -1.6448536269514729", "0.025, -1.9599639845400545",
        "0.01, -2.3263478740408408", "0.001, -3.0902323061678132", "1e-6, -4.753424308822899",
                "0.975, 1.959963984540054"
    })
    void aRateStandsAtItsQuantile(double rate, double deviate) {
        assertEquals(deviate, AxisMapping.PROBIT.toScale(rate), 1e-8);
        assertEquals(rate, AxisMapping.PROBIT.fromScale(deviate), 1e-7 * rate);
    }

    @Test
    void allMappingsAreUndoneAndIncrease() {
        for (AxisMapping mapping : AxisMapping.values()) {
            double last = Double.NEGATIVE_INFINITY;
            for (double value = 1e-7; value < 1; value *= 1.1) {
                double place = mapping.toScale(value);
                assertTrue(place > last, mapping + " at " + value);
                assertEquals(value, mapping.fromScale(place), 1e-9 * value + 1e-15, mapping.toString());
                last = place;
            }
        }
    }

    @Test
    void zeroAndOneStandWhereTheirNeighboursDo() {
        assertEquals(AxisMapping.PROBIT.toScale(1e-12), AxisMapping.PROBIT.toScale(0));
        assertEquals(-AxisMapping.PROBIT.toScale(1e-12), AxisMapping.PROBIT.toScale(1), 1e-3);
    }

    @Test
    void aScaleLeadsToPixelsAndBack() {
        AxisScale scale = new AxisScale(new AxisRange(1e-4, 0.5), AxisMapping.PROBIT, 0, 400);
        assertEquals(0, scale.pixel(1e-4), 1e-9);
        assertEquals(400, scale.pixel(0.5), 1e-9);
        assertEquals(0.02, scale.value(scale.pixel(0.02)), 1e-9);
        AxisRange half = scale.range().zoom(0.5, 0.5, AxisMapping.PROBIT);
        assertEquals(0.5, half.high(), 1e-9);
        assertEquals(AxisMapping.PROBIT.toScale(1e-4) / 2, AxisMapping.PROBIT.toScale(half.low()), 1e-6);
    }

    @Test
    void ticksAreRatesThatPeopleName() {
        AxisScale wide = new AxisScale(new AxisRange(1e-4, 0.5), AxisMapping.PROBIT, 0, 500);
        assertEquals(List.of(1e-4, 0.001, 0.01, 0.05, 0.1, 0.2, 0.4), ProbitTicks.of(wide, 40));
        AxisScale narrow = new AxisScale(new AxisRange(1e-4, 0.5), AxisMapping.PROBIT, 0, 150);
        assertTrue(ProbitTicks.of(narrow, 40).size() <= 4);
        assertEquals(
                List.of("0.0001 %", "0.01 %", "0.1 %", "1 %", "40 %"),
                List.of(1e-6, 1e-4, 1e-3, 0.01, 0.4).stream()
                        .map(ProbitTicks::label)
                        .toList());
    }
}
