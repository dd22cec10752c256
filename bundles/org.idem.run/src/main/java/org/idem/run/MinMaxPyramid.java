package org.idem.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Extremes of a long series at growing block sizes, so that the exact least and greatest value of any stretch is found
 * in logarithmic time. Built in one pass; about one seventh of the values' memory.
 */
public final class MinMaxPyramid {
    private static final int SHIFT = 4;
    private static final int BLOCK = 1 << SHIFT;

    private record Level(double[] min, double[] max, int[] nonFinite) {}

    private final MetricSeries series;
    private final List<Level> levels = new ArrayList<>();

    /** A pyramid over a series whose steps ascend. */
    public MinMaxPyramid(MetricSeries series) {
        this.series = series;
        int size = series.size();
        if (size > 0) {
            levels.add(ground(series.values()));
        }
        while (size > 0 && levels.get(levels.size() - 1).min().length > 1) {
            levels.add(above(levels.get(levels.size() - 1)));
        }
    }

    /** The series below. */
    public MetricSeries series() {
        return series;
    }

    /** The exact extremes of each of {@code columns} columns between two steps. */
    public MinMaxBins minMax(double from, double to, int columns) {
        int[] bounds = MinMaxBins.bounds(series.steps(), from, to, columns);
        double[] min = new double[columns];
        double[] max = new double[columns];
        int[] count = new int[columns];
        int[] nonFinite = new int[columns];
        for (int c = 0; c < columns; c++) {
            Extremes extremes = new Extremes();
            collect(bounds[c], bounds[c + 1], extremes);
            count[c] = bounds[c + 1] - bounds[c];
            min[c] = extremes.nothing() ? Double.NaN : extremes.min;
            max[c] = extremes.nothing() ? Double.NaN : extremes.max;
            nonFinite[c] = extremes.nonFinite;
        }
        return new MinMaxBins(from, to, min, max, count, nonFinite);
    }

    /** Values up to a block's edge one by one, then whole blocks, each as large as fits. */
    private void collect(int from, int to, Extremes extremes) {
        int at = from;
        while (at < to) {
            int level = 0;
            while (level < levels.size()
                    && (at & (1 << SHIFT * (level + 1)) - 1) == 0
                    && (long) at + (1L << SHIFT * (level + 1)) <= to
                    && SHIFT * (level + 2) < Integer.SIZE) {
                level++;
            }
            if (level == 0) {
                extremes.add(series.values()[at]);
                at++;
            } else {
                extremes.add(levels.get(level - 1), at >> SHIFT * level);
                at += 1 << SHIFT * level;
            }
        }
    }

    private static Level ground(double[] values) {
        int blocks = (values.length + BLOCK - 1) >> SHIFT;
        Level level = empty(blocks);
        for (int i = 0; i < values.length; i++) {
            int block = i >> SHIFT;
            if (Double.isFinite(values[i])) {
                level.min()[block] = Math.min(level.min()[block], values[i]);
                level.max()[block] = Math.max(level.max()[block], values[i]);
            } else {
                level.nonFinite()[block]++;
            }
        }
        return level;
    }

    private static Level above(Level below) {
        Level level = empty((below.min().length + BLOCK - 1) >> SHIFT);
        for (int i = 0; i < below.min().length; i++) {
            int block = i >> SHIFT;
            level.min()[block] = Math.min(level.min()[block], below.min()[i]);
            level.max()[block] = Math.max(level.max()[block], below.max()[i]);
            level.nonFinite()[block] += below.nonFinite()[i];
        }
        return level;
    }

    private static Level empty(int blocks) {
        Level level = new Level(new double[blocks], new double[blocks], new int[blocks]);
        Arrays.fill(level.min(), Double.POSITIVE_INFINITY);
        Arrays.fill(level.max(), Double.NEGATIVE_INFINITY);
        return level;
    }

    private static final class Extremes {
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;
        private int nonFinite;

        void add(double value) {
            if (Double.isFinite(value)) {
                min = Math.min(min, value);
                max = Math.max(max, value);
            } else {
                nonFinite++;
            }
        }

        void add(Level level, int block) {
            min = Math.min(min, level.min()[block]);
            max = Math.max(max, level.max()[block]);
            nonFinite += level.nonFinite()[block];
        }

        boolean nothing() {
            return min > max;
        }
    }
}
