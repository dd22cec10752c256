package org.idem.train.record;

import java.util.Locale;
import java.util.Map;
import org.idem.config.DivergenceConfig.Action;
import org.idem.plan.TrainingPlan;
import org.idem.run.RunDirectory;
import org.idem.run.RunEvent.Handling;
import org.idem.train.checkpoint.RollbackState;
import org.idem.train.checkpoint.TrainingPosition;

/** Does what {@link DivergenceMonitor} says: warns, skips, sends the ranks back, ends the training. */
final class DivergenceListener implements TrainingListener {
    private final RunDirectory run;
    private final long window;
    private final DivergenceMonitor monitor;
    private final EventReporter events;
    private final CheckpointSaver checkpoints;
    /** What ends the training or sends it back at the next decision, or null. */
    private DivergenceDecision pending;

    /** Takes the steps that the metric log holds as seen. */
    DivergenceListener(
            RunDirectory run,
            TrainingPlan plan,
            DivergenceMonitor monitor,
            EventReporter events,
            CheckpointSaver checkpoints) {
        this.run = run;
        this.window = plan.config().global().divergence().window();
        this.monitor = monitor;
        this.events = events;
        this.checkpoints = checkpoints;
        monitor.replay(run.metrics());
    }

    /** How often the training went back so far, and what that did to its learning rate. */
    RollbackState rollbacks() {
        return monitor.rollbacks();
    }

    void recordRollback() {
        monitor.recordRollback();
    }

    @Override
    public void onStep(StepReport report) {
        long step = report.position().step();
        monitor.decide(report).forEach(decision -> handle(step, decision));
    }

    /** Takes what was measured after a step, by the tags that it is logged under. */
    void onMeasured(long step, Map<String, Double> measured) {
        monitor.decide(step, measured).forEach(decision -> handle(step, decision));
    }

    @Override
    public StepDecision onStepEnd(StepEnd end) {
        if (pending != null) {
            return carryOut(end.position());
        }
        return end.position().step() % window == 0 ? StepDecision.of(StepAction.CHECK) : StepDecision.NONE;
    }

    @Override
    public StepDecision onNonFinite(TrainingPosition at, NonFiniteValue value) {
        handle(at.step(), monitor.decide(value));
        return carryOut(at);
    }

    /** Reports what was noticed; what ends the training or sends it back waits for the next decision. */
    private void handle(long step, DivergenceDecision decision) {
        switch (decision.action()) {
            case WARN -> report(step, decision, "", Handling.WARNED);
            case SKIP -> report(step, decision, "; the update is left out", Handling.SKIPPED);
            default -> pending = pending == null || decision.action() == Action.STOP ? decision : pending;
        }
    }

    private StepDecision carryOut(TrainingPosition at) {
        if (pending.action() == Action.ROLLBACK) {
            return StepDecision.rollBackTo(checkpoints.latest());
        }
        report(at.step(), pending, "; the training ends, " + checkpoints.latestInWords(), Handling.STOPPED);
        return StepDecision.fail(pending.what());
    }

    @Override
    public void onRollback(Rollback rollback) {
        monitor.replay(run.metrics());
        long to = rollback.to().step();
        String text = String.format(
                Locale.ROOT,
                "; back to step %d with %.4g times the schedule's learning rate; steps %d to %d see the same images"
                        + " again, in the same order",
                to,
                rollback.rateFactor(),
                to + 1,
                rollback.from().step());
        report(rollback.from().step(), pending, text, Handling.ROLLED_BACK);
        pending = null;
    }

    private void report(long step, DivergenceDecision decision, String consequence, Handling handling) {
        events.report(step, decision.kind(), decision.parameter(), decision.what() + consequence, handling);
    }
}
