package org.idem.train.record;

import java.util.List;
import java.util.function.Function;
import org.idem.train.checkpoint.TrainingPosition;

/** Rank 0's decisions: asks all listeners and makes one decision of their answers. Used on rank 0's thread only. */
public final class TrainingCoordinator {
    private final long totalSteps;
    private final StopCondition stop;
    private final DivergenceListener divergence;
    private final List<TrainingListener> listeners;

    /**
     * Coordinates listeners.
     *
     * @param totalSteps steps of the whole training
     * @param divergence knows the learning rate's factor; one of {@code listeners}
     * @param listeners in the order in which they are called; answers of the first count before those of later ones
     */
    TrainingCoordinator(
            long totalSteps, StopCondition stop, DivergenceListener divergence, List<TrainingListener> listeners) {
        this.totalSteps = totalSteps;
        this.stop = stop;
        this.divergence = divergence;
        this.listeners = List.copyOf(listeners);
    }

    /** What must be done before the first step. */
    public StepDecision begin(TrainingPosition start) {
        StepEnd end = stateAt(start);
        return checkedFirst(asked(listener -> listener.onTrainingBegin(end)));
    }

    /** Tells all listeners of a step. */
    public void report(StepReport report) {
        listeners.forEach(listener -> listener.onStep(report));
    }

    /** What must be done after a step. */
    public StepDecision decide(TrainingPosition at) {
        StepEnd end = stateAt(at);
        return checkedFirst(asked(listener -> listener.onStepEnd(end)));
    }

    private StepEnd stateAt(TrainingPosition at) {
        return new StepEnd(at, at.step() >= totalSteps, stop.isMet());
    }

    /** The first answer that stands alone, else all together. */
    private StepDecision asked(Function<TrainingListener, StepDecision> question) {
        StepDecision all = StepDecision.NONE;
        for (TrainingListener listener : listeners) {
            all = all.and(question.apply(listener));
            if (all.standsAlone()) {
                return all;
            }
        }
        return all;
    }

    /** What is verified or saved must be finite. */
    private static StepDecision checkedFirst(StepDecision decision) {
        boolean matters = decision.contains(StepAction.VERIFY) || decision.contains(StepAction.SAVE);
        return matters ? decision.and(StepDecision.of(StepAction.CHECK)) : decision;
    }

    /** What must be done about a value that is not finite. */
    public StepDecision handle(TrainingPosition at, NonFiniteValue value) {
        return asked(listener -> listener.onNonFinite(at, value));
    }

    /** What must be done before a training ends whose images cannot be read any more. */
    public StepDecision handleInputFailure(TrainingPosition at, String reason) {
        return checkedFirst(asked(listener -> listener.onInputFailure(at, reason)));
    }

    /** Verifies; returns what follows from the result, such as to save the best weights so far. */
    public StepDecision verify(TrainingPosition at) {
        return asked(listener -> listener.onVerify(at));
    }

    /** Writes a checkpoint; the other ranks wait. */
    public void save(TrainingPosition at, double rate) {
        listeners.forEach(listener -> listener.onSave(at, rate));
    }

    /**
     * Records that all ranks went back to a checkpoint. The lower learning rate is saved first: a process that is killed
     * from here on resumes with it.
     *
     * @param scheduled the schedule's rate of the step before {@code to}
     */
    public void recordRollback(TrainingPosition from, TrainingPosition to, double scheduled) {
        divergence.recordRollback();
        save(to, scheduled * rateFactor());
        Rollback rollback = new Rollback(from, to, rateFactor());
        listeners.forEach(listener -> listener.onRollback(rollback));
    }

    /** Factor of the schedule's learning rates, (0, 1]. */
    public double rateFactor() {
        return divergence.rollbacks().rateFactor();
    }
}
