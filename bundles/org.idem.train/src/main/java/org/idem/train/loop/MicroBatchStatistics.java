package org.idem.train.loop;

import java.nio.FloatBuffer;
import org.idem.train.tensor.Tensor;

/**
 * Running statistics of a step whose batch passes in slices: every slice starts from those of the step before, and they
 * end as the mean over the slices.
 */
final class MicroBatchStatistics {
    private final FloatBuffer running;
    private final float[] start;
    private final float[] sum;
    private int slices;

    MicroBatchStatistics(Tensor statistics) {
        this.running = statistics.buffer();
        this.start = new float[running.capacity()];
        this.sum = new float[start.length];
        running.get(0, start);
    }

    void beforeSlice() {
        running.put(0, start);
    }

    void afterSlice() {
        slices++;
        for (int i = 0; i < sum.length; i++) {
            sum[i] += running.get(i);
        }
    }

    void end() {
        for (int i = 0; i < sum.length; i++) {
            running.put(i, sum[i] / slices);
        }
    }
}
