package org.idem.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stop}: asks a trainer to save and end. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Ask the trainer of a run to save and end, and wait for it.")
final class StopCommand implements Callable<Integer> {
    private final Console console;
    private final LauncherFactory launchers;

    @Mixin
    private RunArgument argument;

    @Option(names = "--wait", paramLabel = "SECONDS", description = "How long to wait at most.")
    private int seconds = 300;

    @Mixin
    private JsonOption json;

    StopCommand(Console console, LauncherFactory launchers) {
        this.console = console;
        this.launchers = launchers;
    }

    @Override
    public Integer call() {
        RunDirectory run = argument.open();
        RunStatus.LiveState state;
        try (ProgressLine progress = new ProgressLine(console, "stopping")) {
            state = launchers.launcher().stop(run, Duration.ofSeconds(seconds), progress);
        }
        String word = state.name().toLowerCase(Locale.ROOT);
        if (json.isSet()) {
            ObjectNode node = JsonOutput.object();
            node.put("run", run.path().toString());
            node.put("state", word);
            node.put("step", run.status().progress().step());
            JsonOutput.print(console, node);
        } else {
            console.out()
                    .println(run.name() + ": " + word + " at step "
                            + run.status().progress().step());
        }
        if (state.isAlive()) {
            console.say("error: the trainer has not ended yet; it will after its current step");
        }
        return state == RunStatus.LiveState.STOPPED || state == RunStatus.LiveState.DONE ? 0 : Failures.FAILED;
    }
}
