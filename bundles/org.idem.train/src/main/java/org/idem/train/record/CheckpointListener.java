package org.idem.train.record;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.idem.config.CheckpointConfig;
import org.idem.plan.TrainingPlan;
import org.idem.run.RunEvent.Handling;
import org.idem.run.RunEvent.Kind;
import org.idem.train.checkpoint.TrainingPosition;
import org.idem.train.setup.OptimizerFactory;

/**
 * Writes checkpoints when they are due. One that could be done without may fail, say for a full disk, and the training
 * goes on as long as {@link SaveFailures} puts up with it; the last one may not fail, nor one that a rollback needs.
 */
final class CheckpointListener implements TrainingListener {
    private final TrainingPlan plan;
    private final CheckpointSaver saver;
    private final StopCondition stop;
    private final TrainLog log;
    private final EventReporter events;
    private final Clock clock;
    private final SaveFailures failures = new SaveFailures();
    private Instant saved;
    /** Whether the training ends whatever comes of saving. */
    private boolean ending;

    CheckpointListener(
            TrainingPlan plan,
            CheckpointSaver saver,
            StopCondition stop,
            TrainingOutputs outputs,
            EventReporter events) {
        this.plan = plan;
        this.saver = saver;
        this.stop = stop;
        this.log = outputs.log();
        this.events = events;
        this.clock = outputs.clock();
        this.saved = clock.instant();
    }

    @Override
    public StepDecision onTrainingBegin(StepEnd start) {
        return needsTarget() && !start.isLast() ? StepDecision.of(StepAction.SAVE) : StepDecision.NONE;
    }

    @Override
    public StepDecision onStepEnd(StepEnd end) {
        return end.isStopRequested() || end.isLast() || isDue(end.position())
                ? StepDecision.of(StepAction.SAVE)
                : StepDecision.NONE;
    }

    @Override
    public StepDecision onInputFailure(TrainingPosition at, String reason) {
        ending = true;
        String message = reason + "; the training ends, and goes on from step " + at.step()
                + " when it is resumed with a config.yaml that allows it";
        events.report(at.step(), Kind.INPUT_FAILED, "", message, Handling.STOPPED);
        return saver.hasSaved(at.step()) ? StepDecision.NONE : StepDecision.of(StepAction.SAVE);
    }

    private boolean isDue(TrainingPosition at) {
        CheckpointConfig keys = plan.config().global().checkpoints();
        boolean endsEpoch = at.batch() == plan.steps();
        return keys.everyEpochs() > 0 && endsEpoch && at.epoch() % keys.everyEpochs() == 0
                || keys.everySteps() > 0 && at.step() % keys.everySteps() == 0
                || !keys.everyTime().isZero()
                        && Duration.between(saved, clock.instant()).compareTo(keys.everyTime()) >= 0;
    }

    @Override
    public void onSave(TrainingPosition at, double rate) {
        try {
            saver.save(at, rate);
            failures.clear();
            log.info("Saved checkpoint of step " + at.step());
        } catch (UncheckedIOException e) {
            handleFailure(at, e);
        }
        saved = clock.instant();
        tidy(at);
    }

    /** What was saved stands without this, too. */
    private void tidy(TrainingPosition at) {
        try {
            saver.tidy(at.step());
        } catch (UncheckedIOException e) {
            log.warning(e.getMessage() + ": " + e.getCause().getMessage());
        }
    }

    private void handleFailure(TrainingPosition at, UncheckedIOException failure) {
        failures.add(clock.instant());
        String message = "the checkpoint of step " + at.step() + " cannot be written: "
                + failure.getCause().getMessage() + "; " + saver.latestInWords();
        boolean needed = !ending && isNeeded(at);
        if (needed || !ending && failures.areTooMany()) {
            String since = needed ? "" : "; none could be written " + failures.inWords();
            events.report(at.step(), Kind.SAVE_FAILED, "", message + since, Handling.STOPPED);
            throw new SaveFailedException(
                    "Saving failed: " + message + since + ". Free space on the disk and resume the run", failure);
        }
        String then = ending ? "" : "; training goes on";
        if (failures.isTold()) {
            events.report(at.step(), Kind.SAVE_FAILED, "", message + then, Handling.WARNED);
        } else {
            log.warning("Step " + at.step() + ": " + message + then);
        }
    }

    private boolean isNeeded(TrainingPosition at) {
        return stop.isMet() || at.step() >= plan.totalSteps() || needsTarget();
    }

    /** A rollback needs a checkpoint of this optimizer to go back to. */
    private boolean needsTarget() {
        OptimizerFactory optimizer = OptimizerFactory.of(plan.config());
        return plan.config().global().divergence().mayRollBack()
                && saver.latestState().filter(optimizer::continues).isEmpty();
    }
}
