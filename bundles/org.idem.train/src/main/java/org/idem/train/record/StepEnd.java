package org.idem.train.record;

import org.idem.train.checkpoint.TrainingPosition;

/**
 * Where a training stands after a step.
 *
 * @param position the position, the step included
 * @param isLast whether the training has no further step
 * @param isStopRequested whether it was asked to save and end
 */
public record StepEnd(TrainingPosition position, boolean isLast, boolean isStopRequested) {}
