package org.idem.cli;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicInteger;

/** What a command writes to, and how it learns that the user pressed Ctrl-C. Results go to out, all else to err. */
final class Console {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;
    private final AtomicInteger interrupts = new AtomicInteger();

    /** A console; {@code terminal} says whether people watch err, so that a line may be overwritten. */
    Console(PrintWriter out, PrintWriter err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    PrintWriter out() {
        return out;
    }

    PrintWriter err() {
        return err;
    }

    boolean isTerminal() {
        return terminal;
    }

    /** The user pressed Ctrl-C. */
    void interrupt() {
        interrupts.incrementAndGet();
    }

    /** How often the user pressed Ctrl-C. */
    int interrupts() {
        return interrupts.get();
    }

    /** Says something to the user, not to programs. */
    void say(String text) {
        err.println(text);
    }
}
