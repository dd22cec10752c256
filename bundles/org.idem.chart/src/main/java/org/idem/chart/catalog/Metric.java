package org.idem.chart.catalog;

import java.util.Arrays;

/**
 * A metric over the steps of a training.
 *
 * @param name what the legend calls it
 * @param steps ascending
 * @param values as many; NaN and infinities as they were logged
 */
public record Metric(String name, double[] steps, double[] values) {
    /** A metric whose steps are whole numbers. */
    public static Metric of(String name, long[] steps, double[] values) {
        return new Metric(name, Arrays.stream(steps).asDoubleStream().toArray(), values);
    }

    /** The same metric in another unit. */
    public Metric times(double factor) {
        return new Metric(
                name, steps, Arrays.stream(values).map(value -> factor * value).toArray());
    }
}
