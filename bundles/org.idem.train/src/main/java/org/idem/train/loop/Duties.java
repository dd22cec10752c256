package org.idem.train.loop;

/**
 * What the first worker does for all between two steps. Bits of a decision tell the others what they must wait for.
 */
interface Duties {
    /** Verify the network. */
    long VERIFY = 1;
    /** Write a checkpoint. */
    long SAVE = 2;
    /** End after that. */
    long STOP = 4;

    /** Reports a step. */
    void report(StepReport report);

    /** What must be done now. */
    long decide(Position position);

    /** Verifies; returns {@link #SAVE} if the weights are the best so far. */
    long verify(Replica first, Position position);

    /** Writes a checkpoint; the other workers stand still. */
    void save(Position position, double rate);
}
