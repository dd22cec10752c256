package org.idem.train.record;

import org.idem.run.RunStatus.State;

/** Ends a training that was asked to stop before its last step. */
final class StopListener implements TrainingListener {
    private final TrainLog log;
    private final StatusWriter status;

    StopListener(TrainLog log, StatusWriter status) {
        this.log = log;
        this.status = status;
    }

    @Override
    public StepDecision onStepEnd(StepEnd end) {
        if (!end.isStopRequested() || end.isLast()) {
            return StepDecision.NONE;
        }
        log.info("Asked to stop: saving step " + end.position().step());
        status.state(State.STOPPING, "Saving");
        return StepDecision.of(StepAction.STOP);
    }
}
