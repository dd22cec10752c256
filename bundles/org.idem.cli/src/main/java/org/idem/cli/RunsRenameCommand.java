package org.idem.cli;

import java.time.Clock;
import java.util.concurrent.Callable;
import org.idem.run.RunDirectory;
import org.idem.run.RunRenaming;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code runs rename}: gives a run another name. */
@Command(
        name = "rename",
        mixinStandardHelpOptions = true,
        description = "Rename a run that nobody trains; the moment at the beginning of its name stays.")
final class RunsRenameCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private RunArgument argument;

    @Parameters(index = "1", paramLabel = "NAME", description = "Letters, digits, dots, dashes and underscores.")
    private String name;

    @Mixin
    private JsonOption json;

    RunsRenameCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RunDirectory run = RunRenaming.rename(argument.open(), name, Clock.systemUTC());
        RunDescription.print(console, json, run, run.path().toString());
        return 0;
    }
}
