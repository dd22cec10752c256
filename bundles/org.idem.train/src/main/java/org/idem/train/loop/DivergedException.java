package org.idem.train.loop;

/** Loss or gradient is no longer a number; the weights are those before the step. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DivergedException(long step, String what) {
        super("Training diverged at step " + (step + 1) + ": " + what
                + ". Lower LRScheduler.learning_rate or Optimizer.grad_clip.clip_norm and resume from the last"
                + " checkpoint");
    }
}
