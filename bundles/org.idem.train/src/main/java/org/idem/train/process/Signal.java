package org.idem.train.process;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What two processes tell each other, as one line of text.
 *
 * @param kind what it says
 * @param rank whom it is about
 * @param text the rest, one line; may be empty
 */
record Signal(Kind kind, int rank, String text) {
    /** A longer line is no signal. */
    static final int LONGEST = 8192;

    private static final int LONGEST_TEXT = 2000;

    /** What signals say. */
    enum Kind {
        /** I am this rank; the text is the password of the training. */
        HELLO,
        /** You are known. */
        WELCOME,
        /** I live. */
        ALIVE,
        /** A rank failed, and the training with it; the text says why. */
        FAILED,
        /** I have done my work and leave. */
        BYE
    }

    Signal {
        String oneLine = text.strip().replaceAll("\\s*\\R\\s*", "; ");
        text = oneLine.length() > LONGEST_TEXT ? oneLine.substring(0, LONGEST_TEXT) + "…" : oneLine;
    }

    static Signal of(Kind kind, int rank) {
        return new Signal(kind, rank, "");
    }

    /** The line, without its end. */
    String format() {
        return String.format(Locale.ROOT, "%s %d %s", kind, rank, text);
    }

    /** What a line says; empty if it is none of these. */
    static Optional<Signal> parse(String line) {
        String[] words = line.split(" ", 3);
        if (words.length < 3 || !words[1].matches("\\d{1,9}")) {
            return Optional.empty();
        }
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().equals(words[0]))
                .findFirst()
                .map(kind -> new Signal(kind, Integer.parseInt(words[1]), words[2]));
    }
}
