package org.idem.train.optim;

import java.util.Arrays;
import org.idem.config.LossScaleConfig;
import org.idem.train.collective.Collective;

/**
 * The factor that the loss is multiplied by so that its gradients do not vanish in half precision. It grows after a
 * number of finite steps in a row and shrinks after overflows, in float32 as PLSC computes it. All ranks decide alike:
 * what overflows on one is skipped on all. Called on the rank's thread.
 */
public final class LossScaler {
    private final LossScaleConfig keys;
    private final Collective collective;
    private State state;

    /**
     * State that a checkpoint holds.
     *
     * @param scale the scale, not yet limited to the largest
     * @param soundSteps finite steps since it last changed or a step overflowed
     * @param overflows steps in a row that overflowed since it last changed
     */
    public record State(double scale, int soundSteps, int overflows) {}

    /** Begins with the initial scale of the config. */
    public LossScaler(LossScaleConfig keys, Collective collective) {
        this.keys = keys;
        this.collective = collective;
        this.state = new State((float) keys.initial(), 0, 0);
    }

    /** Scale and counts, equal on every rank. */
    public State state() {
        return state;
    }

    /** Sets the state that a checkpoint held. */
    public void restore(State saved) {
        state = saved;
    }

    /**
     * Factor that the loss is multiplied by and its gradients are divided by. PLSC multiplies by the scale before it is
     * limited to the largest and divides by it after, so that its gradients are too large in between.
     */
    public double scale() {
        return Math.min(state.scale(), (float) keys.largest());
    }

    /**
     * Whether the scale no longer enlarges the loss: a gradient that overflows then would do so without it. PLSC lets
     * the scale fall on.
     */
    public boolean isAtMinimum() {
        return !mayShrink(scale());
    }

    /** Whether a gradient that overflowed at a scale may not do so at a smaller one; false for NaN. */
    public static boolean mayShrink(double scale) {
        return scale > 1;
    }

    /**
     * Ends a step: learns whether it overflowed on any rank, and changes the scale; collective.
     *
     * @param overflowed whether loss or gradients of this rank are not finite
     * @return whether those of any rank are not; the step is to be skipped
     */
    public boolean update(boolean overflowed) {
        boolean any = collective.world() == 1
                ? overflowed
                : Arrays.stream(collective.allGather(new long[] {overflowed ? 1 : 0}))
                        .anyMatch(one -> one == 1);
        if (keys.dynamic()) {
            state = any ? afterOverflow((float) scale()) : afterSoundStep((float) scale());
        }
        return any;
    }

    private State afterOverflow(float scale) {
        int overflows = state.overflows() + 1;
        return overflows == keys.overflows()
                ? new State(scale * (float) keys.decline(), 0, 0)
                : new State(scale, 0, overflows);
    }

    private State afterSoundStep(float scale) {
        int sound = state.soundSteps() + 1;
        return sound == keys.soundSteps() ? new State(scale * (float) keys.growth(), 0, 0) : new State(scale, sound, 0);
    }
}
