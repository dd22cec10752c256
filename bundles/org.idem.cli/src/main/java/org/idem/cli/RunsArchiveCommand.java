package org.idem.cli;

import java.util.concurrent.Callable;
import org.idem.run.RunDirectory;
import org.idem.run.RunLabels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code runs archive}: puts a run into the archive. */
@Command(
        name = "archive",
        mixinStandardHelpOptions = true,
        description = "Put a run into the archive: lists leave it out unless asked for all.")
final class RunsArchiveCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private RunArgument argument;

    @Option(names = "--undo", description = "Take it out of the archive.")
    private boolean undo;

    @Mixin
    private JsonOption json;

    RunsArchiveCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RunDirectory run = argument.open();
        RunLabels.read(run).withArchived(!undo).write(run);
        RunDescription.print(console, json, run, run.name() + (undo ? ": out of the archive" : ": in the archive"));
        return 0;
    }
}
