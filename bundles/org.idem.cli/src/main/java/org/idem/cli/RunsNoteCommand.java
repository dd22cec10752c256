package org.idem.cli;

import java.util.concurrent.Callable;
import org.idem.run.RunDirectory;
import org.idem.run.RunLabels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code runs note}: sets a note. */
@Command(
        name = "note",
        mixinStandardHelpOptions = true,
        description = "Set the note of a run; an empty text takes it away.")
final class RunsNoteCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private RunArgument argument;

    @Parameters(index = "1", paramLabel = "TEXT", description = "What there is to say.")
    private String text;

    @Mixin
    private JsonOption json;

    RunsNoteCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RunDirectory run = argument.open();
        RunLabels.read(run).withNote(text).write(run);
        RunDescription.print(console, json, run, run.name() + ": " + text);
        return 0;
    }
}
