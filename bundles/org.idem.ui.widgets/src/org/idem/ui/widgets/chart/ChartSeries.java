package org.idem.ui.widgets.chart;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One curve. Arrays are handed over and must not be changed afterwards.
 *
 * @param color index into the theme's palette; beyond its end colours repeat with another dash
 * @param x ascending; other orders are drawn as they come, without decimation
 * @param y same length; NaN interrupts the line
 * @param band values below and above the curve, or null; its x need not be the curve's
 * @param notFinite x values at which the measured value was NaN or infinite, marked at the upper edge
 * @param points how many measured values the curve stands for; more than {@code x.length} when they were reduced before
 */
public record ChartSeries(String name, int color, double[] x, double[] y, Band band, double[] notFinite, long points) {
    /** The area between two curves over the same ascending x. */
    public record Band(double[] x, double[] low, double[] high) {
        public Band {
            requireSameLength(x, low);
            requireSameLength(x, high);
        }
    }

    public ChartSeries {
        requireSameLength(x, y);
    }

    /** A curve through all given points; those with a value that is not finite become marks. */
    public static ChartSeries line(String name, int color, double[] x, double[] y) {
        double[] marks = IntStream.range(0, y.length)
                .filter(i -> !Double.isFinite(y[i]))
                .mapToDouble(i -> x[i])
                .toArray();
        return new ChartSeries(name, color, x, y, null, marks, x.length);
    }

    /**
     * Bars without gaps, as of a histogram, filled down to zero.
     *
     * @param edges one more than {@code heights}
     */
    public static ChartSeries steps(String name, int color, double[] edges, double[] heights) {
        if (edges.length != heights.length + 1) {
            throw new IllegalArgumentException(edges.length + " edges for " + heights.length + " steps");
        }
        double[] x = new double[2 * heights.length];
        double[] y = new double[2 * heights.length];
        for (int i = 0; i < heights.length; i++) {
            x[2 * i] = edges[i];
            x[2 * i + 1] = edges[i + 1];
            Arrays.fill(y, 2 * i, 2 * i + 2, heights[i]);
        }
        return new ChartSeries(name, color, x, y, new Band(x, new double[y.length], y), new double[0], heights.length);
    }

    public ChartSeries withBand(double[] bandX, double[] low, double[] high) {
        return new ChartSeries(name, color, x, y, new Band(bandX, low, high), notFinite, points);
    }

    public ChartSeries withPoints(long measured) {
        return new ChartSeries(name, color, x, y, band, notFinite, measured);
    }

    public ChartSeries withNotFinite(double[] marks) {
        return new ChartSeries(name, color, x, y, band, marks, points);
    }

    /** The index of the finite point nearest to {@code at}, or -1. */
    int nearest(double at) {
        int best = -1;
        for (int i = lowerBound(x, at), step = 0; step < x.length; step++) {
            int left = i - 1 - step;
            int right = i + step;
            best = closer(closer(best, left, at), right, at);
            if (best >= 0 || left < 0 && right >= x.length) {
                return best;
            }
        }
        return best;
    }

    private int closer(int best, int candidate, double at) {
        if (candidate < 0 || candidate >= x.length || !Double.isFinite(y[candidate])) {
            return best;
        }
        return best < 0 || Math.abs(x[candidate] - at) < Math.abs(x[best] - at) ? candidate : best;
    }

    /** The first index whose value is not below {@code value}. */
    static int lowerBound(double[] ascending, double value) {
        return lowerBound(ascending, value, 0, ascending.length);
    }

    static int lowerBound(double[] ascending, double value, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static void requireSameLength(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(a.length + " and " + b.length + " values");
        }
    }
}
