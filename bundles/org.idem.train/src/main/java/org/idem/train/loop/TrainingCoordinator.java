package org.idem.train.loop;

import org.idem.train.checkpoint.Checkpoint;

/**
 * What the first worker does for all between two steps. Bits of a decision tell the others what they must wait for.
 */
interface TrainingCoordinator {
    /** Verify the network. */
    long VERIFY = 1;
    /** Write a checkpoint. */
    long SAVE = 2;
    /** End after that. */
    long STOP = 4;
    /** Look whether all weights are finite, before anything else. */
    long CHECK = 8;
    /** Go back to the last good checkpoint, whatever else was to be done. */
    long ROLL_BACK = 16;
    /** End at once with {@link #failure}; nothing is saved. */
    long FAIL = 32;

    /** What must be done before the first step. */
    long begin(TrainingPosition position);

    /** Reports a step. */
    void report(StepReport report);

    /** What must be done after a step. */
    long decide(TrainingPosition position);

    /** Verifies; returns {@link #SAVE} if the weights are the best so far. */
    long verify(Replica first, TrainingPosition position);

    /** Writes a checkpoint; the other workers stand still. */
    void save(TrainingPosition position, double rate);

    /** What must be done about weights that are not finite. */
    long broken(TrainingPosition position, NonFiniteValue fault);

    /** Why {@link #FAIL} was decided. */
    DivergedException failure();

    /** The checkpoint that {@link #ROLL_BACK} leads to. */
    Checkpoint lastGood();

    /** Notes that all workers went back, and saves the lower learning rate; the other workers stand still. */
    void rolledBack(TrainingPosition from, TrainingPosition to);

    /** What the schedule's learning rates are multiplied by. */
    double rateFactor();
}
