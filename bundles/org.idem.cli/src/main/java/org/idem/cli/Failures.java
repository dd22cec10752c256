package org.idem.cli;

import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import org.idem.core.InputException;
import org.idem.launch.EngineFailedException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what went wrong and chooses the exit code. */
final class Failures implements IExecutionExceptionHandler {
    /** The work failed. */
    static final int FAILED = 1;
    /** The input was wrong. */
    static final int BAD_INPUT = 2;
    /** {@code --strict} and problems were found. */
    static final int FOUND = 3;
    /** The user cancelled. */
    static final int CANCELLED = 130;

    private final Console console;

    Failures(Console console) {
        this.console = console;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult arguments) {
        if (failure instanceof InputException input) {
            input.problems().forEach(problem -> console.say(problem.toString()));
            return BAD_INPUT;
        }
        if (failure instanceof CancellationException) {
            console.say("idem: cancelled");
            return CANCELLED;
        }
        if (failure instanceof EngineFailedException) {
            ("error: " + failure.getMessage()).lines().forEach(console::say); // with what the engine said last
            return FAILED;
        }
        if (failure instanceof UncheckedIOException && failure.getCause() != null) {
            String cause = failure.getCause().getMessage();
            String message = String.valueOf(failure.getMessage());
            console.say("error: " + (message.contains(String.valueOf(cause)) ? message : message + ": " + cause));
            return FAILED;
        }
        console.say("error: " + failure);
        System.getLogger(Failures.class.getName()).log(System.Logger.Level.DEBUG, "unexpected", failure);
        return FAILED;
    }
}
