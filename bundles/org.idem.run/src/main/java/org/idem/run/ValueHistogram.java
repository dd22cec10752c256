package org.idem.run;

import java.util.Arrays;

/**
 * How values of one step are spread, in bins of equal width.
 *
 * @param low lower edge of the first bin
 * @param high upper edge of the last bin, above {@code low}
 * @param counts values in each bin; what lies outside was counted in the outermost ones. Not copied
 */
public record ValueHistogram(double low, double high, long[] counts) {

    public ValueHistogram {
        if (!(high > low) || counts.length == 0) {
            throw new IllegalArgumentException("bins from " + low + " to " + high + ", " + counts.length + " of them");
        }
    }

    /** Counts values; those that are not finite are left out. */
    public static ValueHistogram of(float[] values, double low, double high, int bins) {
        long[] counts = new long[bins];
        for (float value : values) {
            if (Float.isFinite(value)) {
                counts[(int) Math.max(0, Math.min(bins - 1, Math.floor((value - low) / (high - low) * bins)))]++;
            }
        }
        return new ValueHistogram(low, high, counts);
    }

    /** How many values were counted. */
    public long total() {
        return Arrays.stream(counts).sum();
    }

    /** The lower edge of a bin; of the number of bins, the upper edge of the last. */
    public double edge(int bin) {
        return low + (high - low) * bin / counts.length;
    }

    /**
     * The value below which a share of all values lies, as if those of a bin lay evenly in it.
     *
     * @param share in [0, 1]
     * @return NaN where nothing was counted
     */
    public double quantile(double share) {
        long total = total();
        if (total == 0) {
            return Double.NaN;
        }
        double wanted = share * total;
        double before = 0;
        double last = low;
        for (int bin = 0; bin < counts.length; bin++) {
            if (counts[bin] > 0) {
                if (before + counts[bin] >= wanted) {
                    return edge(bin) + (edge(bin + 1) - edge(bin)) * Math.max(0, wanted - before) / counts[bin];
                }
                before += counts[bin];
                last = edge(bin + 1);
            }
        }
        return last;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ValueHistogram one
                && Double.compare(low, one.low) == 0
                && Double.compare(high, one.high) == 0
                && Arrays.equals(counts, one.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }
}
