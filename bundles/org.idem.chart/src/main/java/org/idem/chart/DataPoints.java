package org.idem.chart;

/**
 * The points of a curve, with what finds the extremes of any stretch of them without visiting it. The arrays are handed
 * over and must not be changed afterwards. Thread-safe.
 */
public final class DataPoints {
    private final double[] x;
    private final double[] y;
    private final boolean ascending;
    private final MinMaxPyramid extremes;

    /** @throws IllegalArgumentException if the arrays differ in length */
    DataPoints(double[] x, double[] y) {
        this(x, checked(x, y), isAscending(x));
    }

    private DataPoints(double[] x, double[] y, boolean ascending) {
        this.x = x;
        this.y = y;
        this.ascending = ascending;
        extremes = new MinMaxPyramid(y);
    }

    private static double[] checked(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " x values and " + y.length + " y values");
        }
        return y;
    }

    /** Other values at the same x. */
    DataPoints withY(double[] other) {
        return new DataPoints(x, checked(x, other), ascending);
    }

    /** The x values; not a copy. */
    public double[] x() {
        return x;
    }

    /** The y values; not a copy. NaN and infinities are points that cannot be drawn. */
    public double[] y() {
        return y;
    }

    /** Returns the number of points, at least 0. */
    public int size() {
        return x.length;
    }

    /** Whether no x is below the one before it; only then do the searches below mean anything. */
    public boolean isAscending() {
        return ascending;
    }

    /** The index of the first point whose x is not below {@code value}; {@link #size} when there is none. */
    public int firstFrom(double value) {
        return firstFrom(value, 0, x.length);
    }

    /**
     * As {@link #firstFrom(double)}, between two indexes and near to where it is expected, which is found sooner.
     *
     * @param guess any index; the answer does not depend on it
     */
    public int firstFrom(double value, int from, int to, int guess) {
        int low = Math.max(from, Math.min(to, guess));
        int high = low;
        for (int reach = 1; high < to && x[high] < value; reach += reach) {
            low = high + 1;
            high = (int) Math.min(to, (long) high + reach);
        }
        for (int reach = 1; low > from && !(x[low - 1] < value); reach += reach) {
            high = low - 1;
            low = (int) Math.max(from, (long) low - reach);
        }
        return firstFrom(value, low, high);
    }

    /** As {@link #firstFrom(double)}, between two indexes. */
    public int firstFrom(double value, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (x[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * The index of the lowest finite y in a stretch.
     *
     * @param from first index
     * @param to index after the last
     * @param positive whether values at or below zero are left out, as on a logarithmic axis
     * @return -1 when the stretch has no such value
     */
    public int lowest(int from, int to, boolean positive) {
        int lowest = extremes.lowest(from, to);
        if (lowest < 0 || !positive || y[lowest] > 0) {
            return lowest;
        }
        int best = -1;
        for (int i = from; i < to; i++) {
            if (y[i] > 0 && y[i] <= Double.MAX_VALUE && (best < 0 || y[i] < y[best])) {
                best = i;
            }
        }
        return best;
    }

    /** The index of the highest finite y in a stretch; see {@link #lowest}. */
    public int highest(int from, int to, boolean positive) {
        int highest = extremes.highest(from, to);
        return highest >= 0 && positive && y[highest] <= 0 ? -1 : highest;
    }

    /** The index of the finite point nearest to {@code at}, or -1. */
    public int nearest(double at) {
        int best = -1;
        for (int i = firstFrom(at), step = 0; step < x.length; step++) {
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

    private static boolean isAscending(double[] values) {
        for (int i = 1; i < values.length; i++) {
            if (!(values[i] >= values[i - 1])) {
                return false;
            }
        }
        return true;
    }
}
