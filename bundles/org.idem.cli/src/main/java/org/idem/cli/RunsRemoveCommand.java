package org.idem.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.run.RunCatalog;
import org.idem.run.RunDirectory;
import org.idem.run.RunTrash;
import org.idem.run.query.RunColumns;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code runs rm}: moves runs to the trash beside them. */
@Command(
        name = "rm",
        mixinStandardHelpOptions = true,
        description = "Move runs that nobody trains to the trash: the hidden folder .trash beside them.")
final class RunsRemoveCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private RunArguments arguments;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Mixin
    private JsonOption json;

    RunsRemoveCommand(Console console) {
        this.console = console;
    }

    /** All are looked at before the first is moved. */
    @Override
    public Integer call() {
        Clock clock = Clock.systemUTC();
        List<RunDirectory> meant = arguments.open();
        meant.forEach(run -> RunTrash.require(run, clock));
        confirm(meant);
        ArrayNode moved = JsonOutput.array();
        for (RunDirectory run : meant) {
            ObjectNode node = moved.addObject();
            RunDescription.put(new RunColumns(RunCatalog.summary(run), clock), node);
            Path now = RunTrash.move(run, clock);
            node.put("moved_to", now.toString());
            if (!json.isSet()) {
                console.out().println(run.name() + ": moved to " + now);
            }
        }
        if (json.isSet()) {
            JsonOutput.print(console, meant.size() == 1 ? moved.get(0) : moved);
        }
        return 0;
    }

    private void confirm(List<RunDirectory> meant) {
        if (yes) {
            return;
        }
        String what = meant.size() == 1 ? meant.get(0).name() : meant.size() + " runs";
        if (!console.canAsk()) {
            throw new InputException(
                    Problem.error(null, "--yes", "Nobody can be asked whether " + what + " may go", "give --yes"));
        }
        if (!console.ask("Move " + what + " to the trash?")) {
            throw new CancellationException("Not moved");
        }
    }
}
