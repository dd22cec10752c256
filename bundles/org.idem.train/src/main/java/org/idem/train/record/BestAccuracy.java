package org.idem.train.record;

import org.idem.train.checkpoint.TrainerState;

/** The best verification accuracy of a training, which counts once a checkpoint has its weights. */
final class BestAccuracy {
    private double best;
    private double measured = TrainerState.NO_BEST;
    private long measuredAt = -1;

    /**
     * Begins with that of the training before.
     *
     * @param best in [0, 1], {@link TrainerState#NO_BEST} where there is none
     */
    BestAccuracy(double best) {
        this.best = best;
    }

    /** Notes what the weights of a step reached; whether it is the best so far. */
    boolean isBest(long step, double accuracy) {
        measured = accuracy;
        measuredAt = step;
        return accuracy > best;
    }

    /** What the weights of a step reached, {@link TrainerState#NO_BEST} where they were not verified. */
    double of(long step) {
        return measuredAt == step ? measured : TrainerState.NO_BEST;
    }

    /** The best so far, that of a step included. */
    double upTo(long step) {
        return Math.max(best, of(step));
    }

    /** Notes that a checkpoint has the weights of a step. */
    void saved(long step) {
        best = upTo(step);
    }
}
