package org.idem.core;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Something wrong with what the user gave, said so that it can be mended: where, what, and what to do.
 *
 * @param severity error or warning
 * @param file the file, or null when the problem is not in a file (an override, an argument)
 * @param line 1-based line, 0 when unknown
 * @param column 1-based column, 0 when unknown
 * @param key dotted key such as {@code Model.class_num}, or record key; empty when there is none
 * @param message what is wrong
 * @param remedy what to do about it; empty when the message says it
 */
public record Problem(Severity severity, Path file, int line, int column, String key, String message, String remedy) {

    /** How bad a problem is. */
    public enum Severity {
        /** The work cannot start. */
        ERROR,
        /** The work can start, but the user should know. */
        WARNING
    }

    public Problem {
        Objects.requireNonNull(severity, "severity");
        key = key == null ? "" : key;
        message = Objects.requireNonNull(message, "message");
        remedy = remedy == null ? "" : remedy;
    }

    /** An error that belongs to a whole file or argument. */
    public static Problem error(Path file, String key, String message, String remedy) {
        return new Problem(Severity.ERROR, file, 0, 0, key, message, remedy);
    }

    /** As compilers print it: {@code file:line:column: error: key: message. remedy}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (file != null) {
            text.append(file);
            if (line > 0) {
                text.append(':').append(line);
                if (column > 0) {
                    text.append(':').append(column);
                }
            }
            text.append(": ");
        }
        text.append(severity == Severity.ERROR ? "error: " : "warning: ");
        if (!key.isEmpty()) {
            text.append(key).append(": ");
        }
        text.append(message);
        if (!remedy.isEmpty()) {
            text.append(" — ").append(remedy);
        }
        return text.toString();
    }
}
