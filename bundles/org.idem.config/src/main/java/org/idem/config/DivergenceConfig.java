package org.idem.config;

import java.util.Locale;

/**
 * Section {@code Global.divergence}: what counts as a training that went wrong, and what is done then.
 *
 * @param action on a loss, gradient or weight that is not finite: {@code STOP}, {@code SKIP} or {@code ROLLBACK}
 * @param window steps over which losses and norms are summed up, at least 1
 * @param maxSkips steps in a row that may be left out
 * @param maxRollbacks times that a run goes back to a checkpoint
 * @param rateFactor what the learning rate is multiplied by each time, (0, 1]
 * @param flat rule of the flat loss
 * @param growing rule of the growing gradient
 */
public record DivergenceConfig(
        Action action, int window, int maxSkips, int maxRollbacks, double rateFactor, Flat flat, Growing growing) {

    /** What is done about a finding. */
    public enum Action {
        /** Nothing is done, and nothing is told. */
        IGNORE,
        /** It is told, and the training goes on. */
        WARN,
        /** The step is left out: weights and optimizer state stay as they were. */
        SKIP,
        /** The training goes back to its last checkpoint and on at a lower learning rate. */
        ROLLBACK,
        /** The training ends with an error. */
        STOP;

        /**
         * Returns the action of a word such as {@code rollback}.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Action of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * When a loss is flat.
     *
     * @param action what is done then, all but {@code SKIP}
     * @param windows windows that it must not move for
     * @param trend largest change over all of them that counts as none, a share of the loss
     * @param share of a guess's loss, log(classes), above which a flat loss is a bad sign
     */
    public record Flat(Action action, int windows, double trend, double share) {}

    /**
     * When a gradient grows too much.
     *
     * @param action what is done then, all but {@code SKIP}
     * @param windows earlier windows to compare with
     * @param factor how many times their median a window's median must be
     */
    public record Growing(Action action, int windows, double factor) {}

    /** The same limits over windows of another length, at least 1. */
    public DivergenceConfig withWindow(int steps) {
        return new DivergenceConfig(action, steps, maxSkips, maxRollbacks, rateFactor, flat, growing);
    }

    /** Whether anything may send the workers back to a checkpoint. */
    public boolean mayRollBack() {
        return action == Action.ROLLBACK || flat.action() == Action.ROLLBACK || growing.action() == Action.ROLLBACK;
    }
}
