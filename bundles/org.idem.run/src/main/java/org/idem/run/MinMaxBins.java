package org.idem.run;

/**
 * A series cut into columns of equal width, as a chart draws it: for each column the exact extremes of all that is in
 * it. Nothing is sampled.
 *
 * @param from first step of the first column
 * @param to end of the last column, exclusive but for the very last step
 * @param min least finite value of each column, NaN if it has none
 * @param max greatest finite value of each column, NaN if it has none
 * @param count values of each column, finite or not
 * @param nonFinite NaN and infinite values of each column
 */
public record MinMaxBins(double from, double to, double[] min, double[] max, int[] count, int[] nonFinite) {

    /** How many columns. */
    public int size() {
        return count.length;
    }

    /** The step in the middle of a column. */
    public double center(int column) {
        return from + (to - from) * (column + 0.5) / size();
    }

    /** All values in all columns. */
    public long total() {
        long total = 0;
        for (int c : count) {
            total += c;
        }
        return total;
    }

    /** First index of each column and the end of the last: {@code columns + 1} indexes into the ascending steps. */
    static int[] bounds(long[] steps, double from, double to, int columns) {
        if (!(to > from) || columns < 1) {
            throw new IllegalArgumentException("Need from < to and at least one column");
        }
        int[] bounds = new int[columns + 1];
        for (int c = 0; c <= columns; c++) {
            double edge = from + (to - from) * c / columns;
            bounds[c] = c == columns ? firstAfter(steps, to) : firstFrom(steps, edge);
        }
        return bounds;
    }

    private static int firstFrom(long[] steps, double edge) {
        int low = 0;
        int high = steps.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (steps[middle] < edge) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int firstAfter(long[] steps, double edge) {
        int low = 0;
        int high = steps.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (steps[middle] <= edge) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
