package org.idem.train.record;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * What rank 0 decided after a step, as all ranks get it.
 *
 * @param actions what is to be done; {@code FAIL} and {@code ROLL_BACK} stand alone
 * @param reason why the training fails, in words; empty unless {@code actions} contains {@code FAIL}
 * @param checkpoint folder of the checkpoint to go back to; empty unless {@code actions} contains {@code ROLL_BACK}
 */
public record StepDecision(Set<StepAction> actions, String reason, String checkpoint) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Go on with the next step. */
    public static final StepDecision NONE = new StepDecision(Set.of(), "", "");

    public StepDecision {
        actions = Set.copyOf(actions);
    }

    /** These actions, none of which is {@code FAIL} or {@code ROLL_BACK}. */
    static StepDecision of(StepAction... actions) {
        return new StepDecision(Set.of(actions), "", "");
    }

    /** End the training. */
    static StepDecision fail(String reason) {
        return new StepDecision(Set.of(StepAction.FAIL), reason, "");
    }

    /** Go back to a checkpoint. */
    static StepDecision rollBackTo(Path checkpoint) {
        return new StepDecision(Set.of(StepAction.ROLL_BACK), "", checkpoint.toString());
    }

    /** Whether an action is to be done. */
    public boolean contains(StepAction action) {
        return actions.contains(action);
    }

    /** Whether the training cannot go on from here, so that nothing else counts. */
    boolean standsAlone() {
        return contains(StepAction.FAIL) || contains(StepAction.ROLL_BACK);
    }

    /** Both: the actions of either, unless one of them stands alone. */
    public StepDecision and(StepDecision other) {
        if (standsAlone() || other.actions().isEmpty()) {
            return this;
        }
        if (other.standsAlone() || actions.isEmpty()) {
            return other;
        }
        Set<StepAction> both = EnumSet.copyOf(actions);
        both.addAll(other.actions());
        return new StepDecision(both, "", "");
    }
}
