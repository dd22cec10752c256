package org.idem.train.record;

import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Writes in order what may wait while the disk is full: a write that fails is tried again before the next one. The first
 * failure is told, and the first write that succeeds after it. Used on one thread at a time.
 */
final class RetryQueue {
    /** Enough for hours; older writes are dropped. */
    private static final int LONGEST = 100_000;

    private final String what;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private Consumer<String> warnings;
    private boolean failing;

    /**
     * An empty queue.
     *
     * @param what is written, a plural that begins a sentence
     * @param warnings takes what a user should know
     */
    RetryQueue(String what, Consumer<String> warnings) {
        this.what = what;
        this.warnings = warnings;
    }

    /** Sends warnings elsewhere from now on. */
    void warnTo(Consumer<String> other) {
        warnings = other;
    }

    /** Writes, or keeps for later what throws an {@link UncheckedIOException}. */
    void write(Runnable write) {
        waiting.add(write);
        if (waiting.size() > LONGEST) {
            waiting.removeFirst();
        }
        flush();
    }

    /** Tries what waits; whether nothing does any more. */
    boolean flush() {
        while (!waiting.isEmpty()) {
            try {
                waiting.getFirst().run();
            } catch (UncheckedIOException e) {
                if (!failing) {
                    failing = true;
                    warnings.accept(what + " cannot be written: " + e.getCause().getMessage()
                            + "; training goes on and they are kept in memory");
                }
                return false;
            }
            waiting.removeFirst();
        }
        if (failing) {
            failing = false;
            warnings.accept(what + " are written again");
        }
        return true;
    }
}
