package org.idem.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.run.Evaluation;
import org.idem.run.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code verify}: how well a run tells people apart. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Measure 10-fold accuracy and TAR at FAR on pairs of faces; kept in the run's eval folder.")
final class VerifyCommand implements Callable<Integer> {
    private final Console console;
    private final LauncherFactory launchers;

    @Mixin
    private RunArgument argument;

    @Option(
            names = "--on",
            required = true,
            arity = "1..*",
            paramLabel = "SET",
            description = "Sets of pairs: .bin files, or lists of path, path, 0 or 1.")
    private List<Path> sets;

    @Option(names = "--checkpoint", paramLabel = "STEP", description = "latest, best or a step.")
    private String checkpoint = "latest";

    @Mixin
    private JsonOption json;

    VerifyCommand(Console console, LauncherFactory launchers) {
        this.console = console;
        this.launchers = launchers;
    }

    @Override
    public Integer call() {
        RunDirectory run = argument.open();
        List<Problem> missing = sets.stream()
                .filter(set -> !Files.exists(set))
                .map(set -> Problem.error(set, "--on", "There is no such file", "check the path"))
                .toList();
        if (!missing.isEmpty()) {
            throw new InputException(missing);
        }
        List<Evaluation> evaluations =
                VerificationTask.verify(console, launchers.launcher(), run, checkpoint, sets, "verifying");
        if (json.isSet()) {
            JsonOutput.print(console, VerificationTask.json(evaluations));
        } else {
            VerificationTask.print(console, evaluations);
        }
        return 0;
    }
}
