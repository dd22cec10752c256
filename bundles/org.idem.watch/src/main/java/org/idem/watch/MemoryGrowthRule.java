package org.idem.watch;

import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;
import org.idem.run.MetricTags;
import org.idem.run.RunEvent.Kind;

/**
 * Memory of the trainer that grows and grows: along a trend over many measurements that is a good part of what it holds
 * and far more than their noise, and most of them lie above the one before. What a beginning takes does not count. Said
 * again once it holds half as much more.
 */
final class MemoryGrowthRule implements Rule {
    private static final int BEGINNING = 20;
    private static final int MEASUREMENTS = 40;
    private static final double GROWTH = 0.2;
    private static final double MOSTLY = 0.6;
    private static final double AGAIN = 1.5;
    private static final double GIGA = 1 << 30;

    private final ArrayDeque<Double> last = new ArrayDeque<>();
    private int seen;
    private double toldAt;

    @Override
    public Optional<Finding> observe(StepValues values) {
        double bytes = values.value(MetricTags.MEMORY);
        if (!Double.isFinite(bytes) || ++seen <= BEGINNING) {
            return Optional.empty();
        }
        last.add(bytes);
        if (last.size() > MEASUREMENTS) {
            last.remove();
        }
        if (last.size() < MEASUREMENTS || bytes < AGAIN * toldAt || !grows()) {
            return Optional.empty();
        }
        toldAt = bytes;
        return Optional.of(new Finding(
                values.step(),
                Kind.MEMORY_GROWS,
                String.format(
                        Locale.ROOT,
                        "the trainer's memory grows: %.1f GiB, %.1f GiB %d measurements before; it will run out of it",
                        bytes / GIGA,
                        last.getFirst() / GIGA,
                        MEASUREMENTS)));
    }

    private boolean grows() {
        double[] values = last.stream().mapToDouble(Double::doubleValue).toArray();
        Series series = new Series(values);
        int rises = 0;
        for (int i = 1; i < values.length; i++) {
            rises += values[i] > values[i - 1] ? 1 : 0;
        }
        return series.trend() >= GROWTH * values[0] && rises >= MOSTLY * (values.length - 1);
    }
}
