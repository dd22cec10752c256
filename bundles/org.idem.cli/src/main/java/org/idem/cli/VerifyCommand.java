package org.idem.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.idem.cli.FiguresOptions.ModelFigures;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.launch.VerifiedModel;
import org.idem.protocol.InputContract;
import org.idem.protocol.ModelSource;
import org.idem.protocol.Request;
import org.idem.verify.errors.PairChurn;
import org.idem.verify.figures.ModelDifference;
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

    @Option(
            names = "--compare",
            paramLabel = "MODEL2",
            description = "Another model: whether the two differ, in words. Options about models hold for both.")
    private String other;

    @Option(
            names = "--format",
            paramLabel = "table|csv|latex",
            description = "What is printed: for people (the default), or a table for a file.")
    private Format format = Format.TABLE;

    @Mixin
    private FiguresOptions options;

    @Mixin
    private JsonOption json;

    /** How figures are printed. */
    enum Format {
        TABLE,
        CSV,
        LATEX
    }

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
        VerifiedModel verified = verify(model, "verifying");
        ModelFigures figures = options.figures(verified.evaluations());
        if (other == null) {
            print(List.of(name(model)), List.of(figures), List.of(), verified.input());
            return 0;
        }
        ModelSource second = argument.source(other);
        VerifiedModel rival = verify(second, "verifying the second");
        ModelFigures rivals = options.figures(rival.evaluations());
        print(
                List.of(name(model), name(second)),
                List.of(figures, rivals),
                options.differences(figures, rivals),
                verified.input());
        return 0;
    }

    private VerifiedModel verify(ModelSource model, String label) {
        Request.Verify request = new Request.Verify(model, sets, ModelOptions.evaluations(model.path()));
        VerifiedModel verified = VerificationTask.verify(console, launchers.launcher(), request, label);
        console.say("kept in " + request.evaluations());
        return verified;
    }

    private static String name(ModelSource model) {
        return String.valueOf(model.path().normalize().getFileName());
    }

    private void print(
            List<String> models, List<ModelFigures> figures, List<ModelDifference> differences, InputContract input) {
        if (json.isSet()) {
            JsonOutput.print(console, json(models, figures, differences, input));
            return;
        }
        if (format != Format.TABLE) {
            FiguresTable table = new FiguresTable(
                    models, figures.stream().map(ModelFigures::sets).toList());
            console.out().print(format == Format.CSV ? table.csv() : table.latex());
            return;
        }
        for (int i = 0; i < models.size(); i++) {
            if (models.size() > 1) {
                console.out().println((i == 0 ? "first: " : "second: ") + models.get(i));
            }
            FiguresOutput.print(console, figures.get(i));
        }
        differences.forEach(one -> console.out().println(one.set() + ": " + one.words()));
        if (models.size() > 1) {
            List<Optional<PairChurn>> churn = FiguresOptions.churn(figures.get(0), figures.get(1));
            for (int i = 0; i < churn.size(); i++) {
                String set = figures.get(0).sets().get(i).evaluation().set();
                churn.get(i).ifPresent(one -> ErrorsOutput.print(console, set, one));
            }
        }
        console.say(InputOutput.describe(input));
    }

    private static ObjectNode json(
            List<String> models, List<ModelFigures> figures, List<ModelDifference> differences, InputContract input) {
        ObjectNode node = FiguresOutput.json(figures.get(0));
        node.set("input", InputOutput.json(input));
        if (models.size() > 1) {
            ObjectNode second = FiguresOutput.json(figures.get(1));
            second.put("model", models.get(1));
            second.set("differences", FiguresOutput.json(differences));
            second.set("churn", ErrorsOutput.churn(FiguresOptions.churn(figures.get(0), figures.get(1))));
            node.set("compare", second);
        }
        return node;
    }
}
