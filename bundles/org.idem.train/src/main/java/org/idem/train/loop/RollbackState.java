package org.idem.train.loop;

/**
 * How often a run went back to a checkpoint, and what that did to its learning rate. Checkpoints hold it.
 *
 * @param count rollbacks so far
 * @param rateFactor what the schedule's rates are multiplied by
 */
record RollbackState(int count, double rateFactor) {
    static final RollbackState NONE = new RollbackState(0, 1);

    RollbackState oneMore(double factor) {
        return new RollbackState(count + 1, rateFactor * factor);
    }
}
