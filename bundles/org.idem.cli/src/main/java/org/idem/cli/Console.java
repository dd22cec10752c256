package org.idem.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** What a command writes to, whatever is in it harmless to a terminal, and how it learns that the user pressed Ctrl-C. Results go to out, all else to err. */
final class Console {
    private static final String CLEAR_LINE = "\r\033[K";

    private final PrintWriter out;
    private final PrintWriter err;
    /** For what a terminal shall obey; nothing but our own words goes here. */
    private final PrintWriter commands;

    private final boolean terminal;
    /** Where answers come from, or null where nobody answers. */
    private final BufferedReader answers;

    private final AtomicInteger interrupts = new AtomicInteger();

    /** A console; {@code terminal} says whether people watch err, so that a line may be overwritten. */
    Console(PrintWriter out, PrintWriter err, boolean terminal) {
        this(out, err, terminal, null);
    }

    /** A console on which questions are asked; {@code answers} may be null, where nobody answers. */
    Console(PrintWriter out, PrintWriter err, boolean terminal, Reader answers) {
        this.out = new TerminalWriter(out);
        this.err = new TerminalWriter(err);
        this.commands = err;
        this.terminal = terminal;
        this.answers = answers == null ? null : new BufferedReader(answers);
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

    /** Says a line to the user, not to programs. */
    void say(String text) {
        err.println(text);
    }

    /** Whether somebody answers what is asked. */
    boolean canAsk() {
        return terminal && answers != null;
    }

    /** Asks a question; true where the answer begins with y. */
    boolean ask(String question) {
        err.print(question + " [y/N] ");
        err.flush();
        try {
            String answer = answers.readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
        } catch (IOException e) {
            throw new UncheckedIOException("No answer can be read", e);
        }
    }

    /** Writes a line on a terminal over the one that was written so before. */
    void overwrite(String text) {
        commands.print(CLEAR_LINE + TerminalText.line(text));
        commands.flush();
    }

    /** Takes back the line that was written over. */
    void clearLine() {
        commands.print(CLEAR_LINE);
        commands.flush();
    }
}
