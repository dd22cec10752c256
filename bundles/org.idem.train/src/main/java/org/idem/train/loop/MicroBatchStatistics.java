package org.idem.train.loop;

import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * Running statistics in a step whose batch passes in micro batches: each starts from those of the step before, and they
 * end as the mean over the micro batches. It can go back to the step before, and does not leave the device.
 */
final class MicroBatchStatistics implements AutoCloseable {
    private final Tensor running;
    private final Tensor start;
    private final Tensor sum;
    private int count;

    /** Takes the statistics before the step, one flat buffer. */
    MicroBatchStatistics(Tensor statistics) {
        this.running = statistics;
        this.start = TensorScope.compute(() -> statistics.duplicate().retain());
        this.sum = TensorScope.compute(() -> Tensor.zeros(statistics.count()).retain());
    }

    /** Call it before the forward pass of a micro batch. */
    void begin() {
        if (count > 0) {
            restore();
        }
    }

    /** Sets the statistics to those of the step before. */
    void restore() {
        TensorScope.run(() -> running.copy_(start));
    }

    /** Call it after the backward pass of a micro batch. */
    void end() {
        count++;
        TensorScope.run(() -> sum.add_(running));
    }

    /** Sets the statistics to their mean over the micro batches. */
    void average() {
        TensorScope.run(() -> running.copy_(sum.div_(count)));
    }

    @Override
    public void close() {
        start.close();
        sum.close();
    }
}
