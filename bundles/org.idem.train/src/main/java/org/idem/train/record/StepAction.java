package org.idem.train.record;

/** What all ranks do together after a step, in the order in which they do it. */
public enum StepAction {
    /** Look whether weights and class centers are finite; what is found may replace the decision. */
    CHECK,
    /** End at once with a {@link DivergedException}; nothing is saved. */
    FAIL,
    /** Verify the network; the other ranks wait for rank 0. */
    VERIFY,
    /** Write a checkpoint; the other ranks wait for rank 0. */
    SAVE,
    /** Take no further step. */
    STOP,
    /** Go back to a checkpoint. */
    ROLL_BACK
}
