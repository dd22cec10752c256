package org.idem.train.record;

import org.idem.train.checkpoint.TrainingPosition;

/**
 * One subject of what happens beside the steps. All methods are called on rank 0's thread, between steps, in the order in
 * which the listeners were given; each does nothing unless overridden. An exception ends the training.
 */
public interface TrainingListener {
    /** Called once, before the first step; returns what must be done before it. */
    default StepDecision onTrainingBegin(StepEnd start) {
        return StepDecision.NONE;
    }

    /** Called after each step with what it was like. */
    default void onStep(StepReport report) {}

    /** Called after {@link #onStep} of all listeners; returns what this one wants done before the next step. */
    default StepDecision onStepEnd(StepEnd end) {
        return StepDecision.NONE;
    }

    /** Called where a check found a value that is not finite; returns what must be done about it. */
    default StepDecision onNonFinite(TrainingPosition at, NonFiniteValue value) {
        return StepDecision.NONE;
    }

    /**
     * Called where images cannot be read any more, so that the training ends; what was trained until then is sound.
     *
     * @param at the last step that was done
     * @param reason why, in words
     * @return what must be done before the end
     */
    default StepDecision onInputFailure(TrainingPosition at, String reason) {
        return StepDecision.NONE;
    }

    /** Called to verify the network; returns what follows from the result. */
    default StepDecision onVerify(TrainingPosition at) {
        return StepDecision.NONE;
    }

    /**
     * Called to write a checkpoint; no rank moves a weight meanwhile.
     *
     * @param rate learning rate of the last step
     */
    default void onSave(TrainingPosition at, double rate) {}

    /** Called when all ranks have the weights of an earlier checkpoint and its successor with the lower rate is saved. */
    default void onRollback(Rollback rollback) {}
}
