package org.idem.export.precision;

/** The values that a tensor took: first their ends, then how many lay where between these. */
public final class RangeHistogram {
    private static final int BINS = 4096;

    private final long[] bins = new long[BINS];
    private float least = Float.POSITIVE_INFINITY;
    private float greatest = Float.NEGATIVE_INFINITY;
    private long count;

    /** Widens the ends; before the first call of {@link #count}. */
    public void widen(float[] values) {
        for (float value : values) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
    }

    /** Counts values, all of which lie between the ends. */
    public void count(float[] values) {
        double width = (double) greatest - least;
        for (float value : values) {
            bins[width > 0 ? Math.min(BINS - 1, (int) ((value - least) / width * BINS)) : 0]++;
        }
        count += values.length;
    }

    /** The range by a method. */
    public ActivationRange range(RangeMethod method) {
        if (method == RangeMethod.MIN_MAX) {
            return new ActivationRange(least, greatest);
        }
        long beyond = (long) Math.floor(count * (1 - method.share()));
        double width = ((double) greatest - least) / BINS;
        int low = 0;
        for (long passed = bins[0]; low < BINS - 1 && passed <= beyond; passed += bins[low]) {
            low++;
        }
        int high = BINS - 1;
        for (long passed = bins[high]; high > low && passed <= beyond; passed += bins[high]) {
            high--;
        }
        return new ActivationRange((float) (least + low * width), (float) (least + (high + 1) * width));
    }
}
