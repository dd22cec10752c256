package org.idem.config.yaml;

import java.nio.file.Path;
import org.idem.core.Problem;

/** Where a key or a value was written: 1-based line and column, or not in a file at all. */
public record SourceLocation(Path file, int line, int column, Origin origin) {

    /** Who gave a value. */
    public enum Origin {
        FILE,
        OVERRIDE,
        DEFAULT
    }

    public static final SourceLocation OVERRIDE = new SourceLocation(null, 0, 0, Origin.OVERRIDE);
    public static final SourceLocation DEFAULT = new SourceLocation(null, 0, 0, Origin.DEFAULT);

    /** {@code file:line}, {@code override} or {@code default}. */
    public String describe() {
        return switch (origin) {
            case FILE -> file + ":" + line;
            case OVERRIDE -> "override";
            case DEFAULT -> "default";
        };
    }

    public Problem error(String key, String message, String remedy) {
        return problem(Problem.Severity.ERROR, key, message, remedy);
    }

    public Problem warning(String key, String message, String remedy) {
        return problem(Problem.Severity.WARNING, key, message, remedy);
    }

    public Problem problem(Problem.Severity severity, String key, String message, String remedy) {
        String text = origin == Origin.OVERRIDE ? message + " (in an override, -o)" : message;
        return new Problem(severity, file, line, column, key, text, remedy);
    }
}
