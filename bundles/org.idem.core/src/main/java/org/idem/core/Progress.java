package org.idem.core;

import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * How long work tells how far it is and learns that nobody wants it any more.
 *
 * <p>Implementations are thread-safe. Messages are suppliers so that a hot loop builds a text only when it is shown.
 */
public interface Progress {

    /** Listens to nothing and is never cancelled. */
    Progress NONE = new Progress() {
        @Override
        public void report(double fraction, Supplier<String> message) {}

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    /**
     * Tells how much of the work is done.
     *
     * @param fraction done so far, in [0, 1]
     * @param message what is being done now, evaluated only when it is shown
     */
    void report(double fraction, Supplier<String> message);

    /** Whether the user asked to stop. */
    boolean isCancelled();

    /**
     * Ends the work if the user asked to stop.
     *
     * @throws CancellationException if cancelled
     */
    default void checkCancelled() {
        if (isCancelled()) {
            throw new CancellationException("Cancelled");
        }
    }

    /** A part of this work that runs from {@code from} to {@code to}, both in [0, 1]. */
    default Progress sub(double from, double to) {
        Progress whole = this;
        return new Progress() {
            @Override
            public void report(double fraction, Supplier<String> message) {
                whole.report(from + (to - from) * Math.min(1, Math.max(0, fraction)), message);
            }

            @Override
            public boolean isCancelled() {
                return whole.isCancelled();
            }
        };
    }
}
