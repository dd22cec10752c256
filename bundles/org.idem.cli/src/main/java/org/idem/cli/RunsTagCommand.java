package org.idem.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.run.RunDirectory;
import org.idem.run.RunLabels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code runs tag}: adds and takes away tags. */
@Command(
        name = "tag",
        mixinStandardHelpOptions = true,
        description = "Add tags to a run (+good), take them away (-old).")
final class RunsTagCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private RunArgument argument;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "+TAG|-TAG", description = "Tags to add or to take away.")
    private List<String> changes;

    @Mixin
    private JsonOption json;

    RunsTagCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RunDirectory run = argument.open();
        RunLabels labels = RunLabels.read(run);
        for (String change : changes) {
            labels = changed(labels, change);
        }
        labels.write(run);
        RunDescription.print(console, json, run, run.name() + ": " + String.join(" ", labels.tags()));
        return 0;
    }

    private static RunLabels changed(RunLabels labels, String change) {
        if (change.startsWith("+")) {
            return labels.with(change.substring(1));
        }
        if (change.startsWith("-")) {
            return labels.without(change.substring(1));
        }
        throw new InputException(Problem.error(
                null, "tag", "\"" + change + "\" neither adds nor takes away", "write +" + change + " or -" + change));
    }
}
