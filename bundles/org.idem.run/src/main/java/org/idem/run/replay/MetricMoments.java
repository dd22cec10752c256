package org.idem.run.replay;

import java.util.Arrays;
import org.idem.run.MetricSink;

/** When the rows of a metric log were written, and where each of them ends: of long logs every second, fourth… row. */
final class MetricMoments implements MetricSink {
    /** More are not told apart: a slider has fewer pixels. */
    private static final int MOST = 1 << 16;

    private double[] seconds = new double[64];
    private long[] ends = new long[64];
    private int size;
    private long stride = 1;
    private long rows;
    /** Of the row that is being delivered. */
    private double wall = Double.NaN;

    private double latest = Double.NEGATIVE_INFINITY;
    private long end;

    @Override
    public void value(String tag, long step, double wallSeconds, double value) {
        wall = wallSeconds;
    }

    @Override
    public void superseded(long step) {
        // What no longer counts later did count before.
    }

    @Override
    public void readUpTo(long offset) {
        end = offset;
        if (!Double.isFinite(wall)) {
            return;
        }
        // A clock that was set back does not make an earlier row of a later one.
        latest = Math.max(latest, wall);
        wall = Double.NaN;
        if (rows++ % stride == 0) {
            add(latest, offset);
        }
    }

    private void add(double when, long offset) {
        if (size == MOST) {
            size /= 2;
            for (int i = 0; i < size; i++) {
                seconds[i] = seconds[2 * i];
                ends[i] = ends[2 * i];
            }
            stride *= 2;
        }
        if (size == seconds.length) {
            seconds = Arrays.copyOf(seconds, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        seconds[size] = when;
        ends[size] = offset;
        size++;
    }

    /** When the rows were written, ascending, the last one included; empty without rows. */
    double[] seconds() {
        boolean lastIsKept = size > 0 && seconds[size - 1] == latest;
        double[] all = Arrays.copyOf(seconds, lastIsKept || size == 0 ? size : size + 1);
        if (all.length > size) {
            all[size] = latest;
        }
        return all;
    }

    /** How long the log was when it held all that was written until then. */
    long endAt(double when) {
        if (when >= latest) {
            return end;
        }
        int found = Arrays.binarySearch(seconds, 0, size, when);
        int at = found >= 0 ? lastEqual(found) : -found - 2;
        return at < 0 ? 0 : ends[at];
    }

    private int lastEqual(int index) {
        int at = index;
        while (at + 1 < size && seconds[at + 1] == seconds[index]) {
            at++;
        }
        return at;
    }
}
