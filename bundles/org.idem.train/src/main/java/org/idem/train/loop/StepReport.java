package org.idem.train.loop;

import org.idem.train.margin.LvFaceStage;

/**
 * What one step was like, as the first worker saw it.
 *
 * @param position after the step
 * @param loss before the step
 * @param rate learning rate
 * @param gradientNorm before clipping
 * @param lossScale what the loss was multiplied by, NaN where it is not scaled
 * @param stage of the training in it
 * @param skipped whether the update was left out
 * @param fault why, unless a smaller loss scale may help; else null
 * @param seconds that the step took, waiting included
 * @param waited seconds of it that the batch was not ready
 * @param images of all workers
 */
record StepReport(
        TrainingPosition position,
        double loss,
        double rate,
        double gradientNorm,
        double lossScale,
        LvFaceStage stage,
        boolean skipped,
        NonFiniteValue fault,
        double seconds,
        double waited,
        int images) {}
