package org.idem.train.checkpoint;

/**
 * How often a run went back to a checkpoint, and what that did to its learning rate. Checkpoints hold it.
 *
 * @param count rollbacks so far
 * @param rateFactor what the schedule's rates are multiplied by
 */
public record RollbackState(int count, double rateFactor) {
    /** The state of a training that never went back. */
    public static final RollbackState NONE = new RollbackState(0, 1);

    /** One rollback more, after which rates are lower by a factor in (0, 1]. */
    public RollbackState next(double factor) {
        return new RollbackState(count + 1, rateFactor * factor);
    }
}
