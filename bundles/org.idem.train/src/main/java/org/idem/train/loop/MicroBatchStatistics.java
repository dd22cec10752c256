package org.idem.train.loop;

import java.nio.FloatBuffer;
import org.idem.train.tensor.Tensor;

/**
 * Running statistics in a step whose batch passes in micro batches: each starts from those of the step before, and they
 * end as the mean over the micro batches.
 */
final class MicroBatchStatistics {
    private final FloatBuffer running;
    private final float[] start;
    private final float[] sum;
    private int count;

    /** Takes the statistics before the step, one flat buffer. */
    MicroBatchStatistics(Tensor statistics) {
        this.running = statistics.buffer();
        this.start = new float[running.capacity()];
        this.sum = new float[start.length];
        running.get(0, start);
    }

    /** Call it before the forward pass of a micro batch. */
    void begin() {
        running.put(0, start);
    }

    /** Call it after the backward pass of a micro batch. */
    void end() {
        count++;
        for (int i = 0; i < sum.length; i++) {
            sum[i] += running.get(i);
        }
    }

    /** Sets the statistics to their mean over the micro batches. */
    void average() {
        for (int i = 0; i < sum.length; i++) {
            running.put(i, sum[i] / count);
        }
    }
}
