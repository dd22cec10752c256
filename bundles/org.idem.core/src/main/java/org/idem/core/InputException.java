package org.idem.core;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown when the user's input is wrong; carries every problem found. Commands answer it with exit code 2. A kind of wrong
 * input that a caller answers in its own way has a subclass.
 */
public class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** Makes an exception of one problem. */
    public InputException(Problem problem) {
        this(List.of(problem));
    }

    /** All problems found, in the order of the file. */
    public InputException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /** Returns what is wrong, at least one problem. */
    public List<Problem> problems() {
        return problems;
    }
}
