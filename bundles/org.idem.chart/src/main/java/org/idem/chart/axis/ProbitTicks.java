package org.idem.chart.axis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Rates that stand beside an axis of normal deviates. */
public final class ProbitTicks {
    /** Those to keep where there is not room for all come first. */
    private static final double[] BY_WORTH = {
        0.01, 0.001, 1e-4, 1e-5, 1e-6, 1e-7, 0.1, 0.4, 0.99, 0.9, 0.999, 0.2, 0.05, 0.6, 0.8, 0.95, 0.02, 0.005, 0.002,
        0.98
    };

    private ProbitTicks() {}

    /**
     * Those in the range of a scale that stand apart.
     *
     * @param room how many points of the drawing a label takes
     * @return ascending
     */
    public static List<Double> of(AxisScale scale, double room) {
        List<Double> kept = new ArrayList<>();
        for (double rate : BY_WORTH) {
            boolean fits = scale.range().contains(rate)
                    && kept.stream().allMatch(one -> Math.abs(scale.pixel(one) - scale.pixel(rate)) >= room);
            if (fits) {
                kept.add(rate);
            }
        }
        return kept.stream().sorted().toList();
    }

    /** A rate in percent, as people write it: 0.01 %. */
    public static String label(double rate) {
        return BigDecimal.valueOf(rate).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }
}
