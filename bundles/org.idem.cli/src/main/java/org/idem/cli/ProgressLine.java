package org.idem.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.idem.core.Progress;
import org.idem.core.Units;

/**
 * Progress on standard error: on a terminal one line that is written over, elsewhere a plain line every few seconds.
 * Thread-safe. Cancelled by Ctrl-C.
 */
final class ProgressLine implements Progress, AutoCloseable {
    private static final Duration TERMINAL_INTERVAL = Duration.ofMillis(100);
    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);
    private static final double MEANINGFUL = 0.01;

    private final Console console;
    private final String label;
    private final long began = System.nanoTime();
    private long lastShown = began - PLAIN_INTERVAL.toNanos();
    private boolean open;
    /** The fraction that the first report told. */
    private double first = Double.NaN;

    ProgressLine(Console console, String label) {
        this.console = console;
        this.label = label;
    }

    @Override
    public void report(double fraction, Supplier<String> message) {
        double elapsed = (System.nanoTime() - began) / 1e9;
        report(fraction, message, secondsLeft(fraction, elapsed));
    }

    /** What was there when the work began again took no time of this one. */
    synchronized double secondsLeft(double fraction, double elapsed) {
        if (Double.isNaN(first)) {
            first = fraction;
        }
        double done = fraction - first;
        return done >= MEANINGFUL * (1 - first) ? elapsed * (1 - fraction) / done : Double.NaN;
    }

    /**
     * Reports work that knows itself how long it still takes.
     *
     * @param secondsLeft NaN when not known
     */
    synchronized void report(double fraction, Supplier<String> message, double secondsLeft) {
        long now = System.nanoTime();
        Duration interval = console.isTerminal() ? TERMINAL_INTERVAL : PLAIN_INTERVAL;
        if (now - lastShown < interval.toNanos()) {
            return;
        }
        lastShown = now;
        String text = text(fraction, message.get(), secondsLeft);
        if (console.isTerminal()) {
            console.overwrite(text);
            open = true;
        } else {
            console.say(text);
        }
    }

    private String text(double fraction, String message, double secondsLeft) {
        StringBuilder text = new StringBuilder(label);
        text.append(String.format(Locale.ROOT, " %3.0f %%", 100 * Math.max(0, Math.min(1, fraction))));
        if (!message.isEmpty()) {
            text.append("  ").append(message);
        }
        if (Double.isFinite(secondsLeft) && fraction < 1) {
            Duration left = Duration.ofMillis((long) (1000 * secondsLeft));
            text.append("  ").append(Units.duration(left)).append(" left");
        }
        return text.toString();
    }

    @Override
    public boolean isCancelled() {
        return console.interrupts() > 0;
    }

    @Override
    public void close() {
        clear();
    }

    /** Makes room for something else to be said; the next report writes the line anew. */
    synchronized void clear() {
        if (open) {
            console.clearLine();
            open = false;
        }
    }
}
