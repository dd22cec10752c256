package org.idem.train.optim;

import java.util.Arrays;
import org.idem.config.LossScaleConfig;
import org.idem.train.collective.Collective;

/**
 * The factor that the loss is multiplied by so that its gradients do not vanish in half precision. It grows after a
 * number of sound steps in a row and shrinks after overflows, by PLSC's rules in float32. All workers decide alike: what
 * overflows on one is left out on all.
 */
public final class LossScaler {
    private final LossScaleConfig keys;
    private final Collective collective;
    private State state;

    /**
     * What a checkpoint holds of it.
     *
     * @param scale the scale, not yet held below the largest
     * @param soundSteps sound steps since it last changed or a step overflowed
     * @param overflows steps in a row that overflowed since it last changed
     */
    public record State(double scale, int soundSteps, int overflows) {}

    /** Starts with the initial scale. */
    public LossScaler(LossScaleConfig keys, Collective collective) {
        this.keys = keys;
        this.collective = collective;
        this.state = new State((float) keys.initial(), 0, 0);
    }

    /** Scale and counts, the same on every worker. */
    public State state() {
        return state;
    }

    /** Goes on from a checkpoint. */
    public void restore(State saved) {
        state = saved;
    }

    /**
     * What the loss is multiplied and its gradients are divided by. PLSC multiplies by the scale before it is held below
     * the largest and divides by it after, so that its gradients are too large in between.
     */
    public double scale() {
        return Math.min(state.scale(), (float) keys.largest());
    }

    /**
     * Whether the scale no longer enlarges the loss. A gradient that overflows then would do so without it. PLSC lets the
     * scale fall on.
     */
    public boolean isAtMinimum() {
        return scale() <= 1;
    }

    /**
     * Ends a step: shares whether it overflowed and moves the scale.
     *
     * @param overflowed whether loss or gradients of this worker are not finite
     * @return whether any worker's are; the step is to be left out
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
