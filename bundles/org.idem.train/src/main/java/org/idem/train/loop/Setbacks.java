package org.idem.train.loop;

/**
 * How often a run went back to a checkpoint, and what that did to its learning rate. Checkpoints hold it.
 *
 * @param count rollbacks so far
 * @param rateFactor what the schedule's rates are multiplied by
 */
record Setbacks(int count, double rateFactor) {
    static final Setbacks NONE = new Setbacks(0, 1);

    Setbacks oneMore(double factor) {
        return new Setbacks(count + 1, rateFactor * factor);
    }
}
