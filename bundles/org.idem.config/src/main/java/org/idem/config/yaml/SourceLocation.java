package org.idem.config.yaml;

import java.nio.file.Path;
import org.idem.core.Problem;

/** Where a key or a value was written: 1-based line and column, or not in a file at all. */
public record SourceLocation(Path file, int line, int column, Origin origin) {

    /** Who gave a value. */
    public enum Origin {
        /** Whoever wrote the file. */
        FILE,
        /** Whoever gave {@code -o} on the command line. */
        OVERRIDE,
        /** The schema. */
        DEFAULT
    }

    /** Of values that were given with {@code -o}. */
    public static final SourceLocation OVERRIDE = new SourceLocation(null, 0, 0, Origin.OVERRIDE);
    /** Of values that nobody wrote. */
    public static final SourceLocation DEFAULT = new SourceLocation(null, 0, 0, Origin.DEFAULT);

    /** {@code file:line}, {@code override} or {@code default}. */
    public String describe() {
        return switch (origin) {
            case FILE -> file + ":" + line;
            case OVERRIDE -> "override";
            case DEFAULT -> "default";
        };
    }

    /** Returns an error at this place; see {@link #problem}. */
    public Problem error(String key, String message, String remedy) {
        return problem(Problem.Severity.ERROR, key, message, remedy);
    }

    /** Returns a warning at this place; see {@link #problem}. */
    public Problem warning(String key, String message, String remedy) {
        return problem(Problem.Severity.WARNING, key, message, remedy);
    }

    /**
     * Returns a problem at this place.
     *
     * @param key dotted key, or empty
     * @param remedy what to do about it, or empty
     */
    public Problem problem(Problem.Severity severity, String key, String message, String remedy) {
        String text = origin == Origin.OVERRIDE ? message + " (in an override, -o)" : message;
        return new Problem(severity, file, line, column, key, text, remedy);
    }
}
