package org.idem.run.query;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Means of a growing series over at most {@link #MOST} equal stretches of steps. */
final class CurveBins {
    static final int MOST = 64;

    private long stride = 1;
    private int used;
    private final double[] sums = new double[MOST];
    private final int[] counts = new int[MOST];

    /** Steps below zero and values that are not finite are left out. */
    void add(long step, double value) {
        if (step < 0 || !Double.isFinite(value)) {
            return;
        }
        while (step / stride >= MOST) {
            halve();
        }
        int bin = (int) (step / stride);
        sums[bin] += value;
        counts[bin]++;
        used = Math.max(used, bin + 1);
    }

    private void halve() {
        for (int i = 0; i < MOST / 2; i++) {
            sums[i] = sums[2 * i] + sums[2 * i + 1];
            counts[i] = counts[2 * i] + counts[2 * i + 1];
        }
        Arrays.fill(sums, MOST / 2, MOST, 0);
        Arrays.fill(counts, MOST / 2, MOST, 0);
        stride *= 2;
        used = (used + 1) / 2;
    }

    void clear() {
        Arrays.fill(sums, 0);
        Arrays.fill(counts, 0);
        stride = 1;
        used = 0;
    }

    MetricCurve curve() {
        int first = 0;
        while (first < used && counts[first] == 0) {
            first++;
        }
        float[] means = new float[used - first];
        for (int i = first; i < used; i++) {
            means[i - first] = counts[i] == 0 ? Float.NaN : (float) (sums[i] / counts[i]);
        }
        return means.length == 0 ? MetricCurve.NONE : new MetricCurve(means);
    }

    int bytes() {
        return Long.BYTES + 1 + used * (Double.BYTES + Integer.BYTES);
    }

    void write(ByteBuffer out) {
        out.putLong(stride).put((byte) used);
        for (int i = 0; i < used; i++) {
            out.putDouble(sums[i]).putInt(counts[i]);
        }
    }

    void read(ByteBuffer in) {
        clear();
        stride = Math.max(1, in.getLong());
        used = Math.min(MOST, Math.max(0, in.get()));
        for (int i = 0; i < used; i++) {
            sums[i] = in.getDouble();
            counts[i] = Math.max(0, in.getInt());
        }
    }
}
