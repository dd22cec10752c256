package org.idem.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.launch.VerifiedModel;
import org.idem.protocol.ModelSource;
import org.idem.protocol.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code verify}: how well a model tells people apart. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Measure 10-fold accuracy and TAR at FAR on pairs of faces.",
            "Kept in the run's eval folder, of other models in eval/<model> of this folder."
        })
final class VerifyCommand implements Callable<Integer> {
    private final Console console;
    private final LauncherFactory launchers;

    @Mixin
    private ModelArgument argument;

    @Option(
            names = "--on",
            required = true,
            arity = "1..*",
            paramLabel = "SET",
            description = "Sets of pairs: .bin files, or lists of path, path, 0 or 1.")
    private List<Path> sets;

    @Mixin
    private JsonOption json;

    VerifyCommand(Console console, LauncherFactory launchers) {
        this.console = console;
        this.launchers = launchers;
    }

    @Override
    public Integer call() {
        ModelSource model = argument.source();
        List<Problem> missing = sets.stream()
                .filter(set -> !Files.exists(set))
                .map(set -> Problem.error(set, "--on", "There is no such file", "check the path"))
                .toList();
        if (!missing.isEmpty()) {
            throw new InputException(missing);
        }
        Request.Verify request = new Request.Verify(model, sets, argument.evaluations());
        VerifiedModel verified = VerificationTask.verify(console, launchers.launcher(), request, "verifying");
        if (json.isSet()) {
            ObjectNode node = VerificationTask.json(verified.evaluations());
            node.set("input", InputOutput.json(verified.input()));
            JsonOutput.print(console, node);
        } else {
            VerificationTask.print(console, verified.evaluations());
            console.say(InputOutput.describe(verified.input()));
            console.say("kept in " + request.evaluations());
        }
        return 0;
    }
}
