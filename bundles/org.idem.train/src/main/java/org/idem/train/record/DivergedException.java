package org.idem.train.record;

/** A training that went wrong and was ended for it; the latest checkpoint is from before. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says why and what to do.
     *
     * @param step after which it was noticed, from 1
     * @param what why, in words
     */
    public DivergedException(long step, String what) {
        super("Training diverged at step " + step + ": " + what
                + ". Lower LRScheduler.learning_rate or Optimizer.grad_clip.clip_norm and resume from the last"
                + " checkpoint, or let Global.divergence.action do it (rollback)");
    }
}
