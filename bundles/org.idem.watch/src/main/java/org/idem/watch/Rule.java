package org.idem.watch;

import java.util.Optional;

/**
 * A rule over a run's channels: sees each step once, in order, and says what is wrong in the step in which it became so.
 * A rule holds state and belongs to one run and one thread.
 */
public interface Rule {
    /** Takes a step; says what is wrong, if it just became so. */
    Optional<Finding> observe(StepValues values);

    /**
     * Takes an accuracy that was measured after a step, which the rule has seen; nothing unless overridden.
     *
     * @param set name of the verification set
     * @param accuracy in [0, 1]
     */
    default Optional<Finding> observeAccuracy(long step, String set, double accuracy) {
        return Optional.empty();
    }
}
