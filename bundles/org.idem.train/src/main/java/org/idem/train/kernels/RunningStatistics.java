package org.idem.train.kernels;

import org.idem.train.tensor.BatchNormalization;
import org.idem.train.tensor.Tensor;

/**
 * Moving averages over the batches of a training, for use without a batch.
 *
 * @param mean fp32 [c], changed in place
 * @param variance unbiased, fp32 [c], changed in place
 */
public record RunningStatistics(Tensor mean, Tensor variance) {
    private static final double MOMENTUM = BatchNormalization.MOMENTUM;

    /** Moves them by a tenth towards the moments of a batch of {@code rows} rows. */
    void move(BatchMoments moments, int rows) {
        move(mean, moments.mean(), 1);
        move(variance, moments.variance(), (double) rows / (rows - 1));
    }

    private static void move(Tensor average, double[] values, double factor) {
        float[] moved = average.toFloats();
        for (int channel = 0; channel < moved.length; channel++) {
            moved[channel] = (float) ((1 - MOMENTUM) * moved[channel] + MOMENTUM * factor * values[channel]);
        }
        average.copyFrom(moved);
    }
}
