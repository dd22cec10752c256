package org.idem.chart.parallel;

/**
 * A line across all axes.
 *
 * @param key by which it is found in other charts
 * @param name what people call it
 * @param style index into the palette
 * @param values on each axis, NaN where it has none
 */
public record ParallelLine(String key, String name, int style, double[] values) {}
