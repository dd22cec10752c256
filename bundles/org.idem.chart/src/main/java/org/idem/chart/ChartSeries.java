package org.idem.chart;

import java.util.Arrays;
import java.util.stream.IntStream;

/** One curve of a chart, immutable. Arrays are handed over and must not be changed afterwards. */
public final class ChartSeries {
    private final String name;
    private final int color;
    private final DataPoints line;
    private final Band band;
    private final double[] notFinite;
    private final long points;
    private final boolean dots;
    private final String key;
    private final Emphasis emphasis;

    /** How much a curve is seen beside the others. */
    public enum Emphasis {
        /** As all curves are. */
        USUAL,
        /** It is looked at: a heavier line. */
        STRONG,
        /** Another one is looked at: pale, and without its band. */
        QUIET
    }

    /** The area between two curves over the same ascending x. */
    public static final class Band {
        private final DataPoints low;
        private final DataPoints high;

        private Band(double[] x, double[] low, double[] high) {
            this.low = new DataPoints(x, low);
            this.high = low == high ? this.low : this.low.withY(high);
            if (!this.low.isAscending()) {
                throw new IllegalArgumentException("The x values of a band must ascend");
            }
        }

        /** Returns the lower edge of the band; the upper edge has the same x. */
        public DataPoints low() {
            return low;
        }

        /** Its upper edge, over the same x. */
        public DataPoints high() {
            return high;
        }
    }

    private ChartSeries(
            String name,
            int color,
            DataPoints line,
            Band band,
            double[] notFinite,
            long points,
            boolean dots,
            String key,
            Emphasis emphasis) {
        this.name = name;
        this.color = color;
        this.line = line;
        this.band = band;
        this.notFinite = notFinite;
        this.points = points;
        this.dots = dots;
        this.key = key;
        this.emphasis = emphasis;
    }

    /**
     * A curve through all given points; those with a value that is not finite interrupt it and become marks.
     *
     * @param color index into the theme's palette; beyond its end colours repeat with another dash
     * @param x ascending; other orders are drawn as they come, without decimation
     * @param y as many values
     */
    public static ChartSeries line(String name, int color, double[] x, double[] y) {
        DataPoints line = new DataPoints(x, y);
        return new ChartSeries(name, color, line, null, notFinite(x, y), x.length, false, name, Emphasis.USUAL);
    }

    /** Returns where values are NaN or infinite. */
    public static double[] notFinite(double[] x, double[] y) {
        return IntStream.range(0, y.length)
                .filter(i -> !Double.isFinite(y[i]))
                .mapToDouble(i -> x[i])
                .toArray();
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
        Band filled = new Band(x, new double[y.length], y);
        DataPoints line = new DataPoints(x, y);
        return new ChartSeries(name, color, line, filled, new double[0], heights.length, false, name, Emphasis.USUAL);
    }

    /** With an area behind the curve; its x need not be the curve's, but must ascend. */
    public ChartSeries withBand(double[] x, double[] low, double[] high) {
        return new ChartSeries(name, color, line, new Band(x, low, high), notFinite, points, dots, key, emphasis);
    }

    /** With the number of measured values that the curve stands for, where it is not the number of its points. */
    public ChartSeries withPoints(long measured) {
        return new ChartSeries(name, color, line, band, notFinite, measured, dots, key, emphasis);
    }

    /** With other places where the measured value was NaN or infinite. */
    public ChartSeries withNotFinite(double[] marks) {
        return new ChartSeries(name, color, line, band, marks, points, dots, key, emphasis);
    }

    /** With a dot at each of its points: for few of them. */
    public ChartSeries withDots() {
        return new ChartSeries(name, color, line, band, notFinite, points, true, key, emphasis);
    }

    /** With a key by which this curve is found again in other charts; without one its name is the key. */
    public ChartSeries withKey(String other) {
        return new ChartSeries(name, color, line, band, notFinite, points, dots, other, emphasis);
    }

    /** Seen more or less than others. */
    public ChartSeries withEmphasis(Emphasis other) {
        return new ChartSeries(name, color, line, band, notFinite, points, dots, key, other);
    }

    /** By which this curve is found in other charts. */
    public String key() {
        return key;
    }

    /** How much it is seen beside the others. */
    public Emphasis emphasis() {
        return emphasis;
    }

    /** What the legend calls it. */
    public String name() {
        return name;
    }

    /** Index into the theme's palette; beyond its end colours repeat with another dash. */
    public int color() {
        return color;
    }

    /** The points that the curve runs through. */
    public DataPoints line() {
        return line;
    }

    /** The area behind the curve, or null. */
    public Band band() {
        return band;
    }

    /** Values of x at which the measured value was NaN or infinite, marked at the upper edge; not a copy. */
    public double[] notFinite() {
        return notFinite;
    }

    /** How many measured values the curve stands for. */
    public long points() {
        return points;
    }

    /** Whether each point has a dot. */
    public boolean hasDots() {
        return dots;
    }
}
