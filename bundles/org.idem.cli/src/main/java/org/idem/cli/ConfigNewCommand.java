package org.idem.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.idem.config.Precision;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Units;
import org.idem.model.Graphs;
import org.idem.plan.template.ConfigTemplate;
import org.idem.plan.template.HeadTemplate;
import org.idem.plan.template.MeasuredPairs;
import org.idem.plan.template.MeasuredSet;
import org.idem.plan.template.NewConfig;
import org.idem.plan.template.NewConfigFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code config new}: a configuration for a data set, with the values of the published recipes. */
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description = "Write a configuration for a data set. A file that is there already is never overwritten.")
final class ConfigNewCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--data", required = true, paramLabel = "SET", description = "Training set.")
    private Path data;

    @Option(
            names = "--verify",
            arity = "1..*",
            paramLabel = "SET",
            description = "Verification sets (default: the .bin files beside the training set).")
    private List<Path> verify;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            completionCandidates = Backbones.class,
            description = "Backbone: ${COMPLETION-CANDIDATES} (default: by the size of the set).")
    private String model;

    @Option(
            names = "--head",
            paramLabel = "NAME",
            completionCandidates = Heads.class,
            description = "Margin head: ${COMPLETION-CANDIDATES} (default: CosFace).")
    private String head;

    @Option(names = "--batch-size", paramLabel = "N", description = "Images of one worker in one step.")
    private Integer batchSize;

    @Option(names = "--epochs", paramLabel = "N", description = "Times that every image is seen.")
    private Integer epochs;

    @Option(names = "--precision", paramLabel = "P", description = "auto, fp32, bf16 or fp16 (default: auto).")
    private String precision = "auto";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "File to write (default: configs/NAME.yaml, NAME being that of the set).")
    private Path out;

    @Mixin
    private JsonOption json;

    ConfigNewCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path folder = Path.of("");
        MeasuredSet set = MeasuredSet.read(data);
        List<MeasuredPairs> pairs = (verify == null ? MeasuredPairs.beside(data) : verify)
                .stream().map(MeasuredPairs::read).toList();
        Path file = out == null ? NewConfigFile.free(folder, NewConfig.runName(NewConfigFile.nameOf(data))) : out;
        NewConfig config = chosen(set, pairs, file);
        List<Problem> problems = NewConfigFile.problems(config, file, folder);
        ConfigOptions.requireNoError(problems);
        NewConfigFile.write(file, ConfigTemplate.yaml(config, folder));
        problems.forEach(problem -> console.say(problem.toString()));
        print(file, config);
        return 0;
    }

    private NewConfig chosen(MeasuredSet set, List<MeasuredPairs> pairs, Path file) {
        String name = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
        if (model != null && !Graphs.names().contains(model)) {
            throw unknown("--model", model, Graphs.names());
        }
        NewConfig proposed =
                model == null ? NewConfig.proposed(name, set, pairs) : NewConfig.proposed(name, set, pairs, model);
        return new NewConfig(
                proposed.name(),
                set,
                pairs,
                proposed.backbone(),
                head == null ? proposed.head() : HeadTemplate.titled(head).orElseThrow(() -> unknownHead()),
                batchSize == null ? proposed.batchSize() : batchSize,
                epochs == null ? proposed.epochs() : epochs,
                precision());
    }

    private Precision precision() {
        List<String> known = Stream.of(Precision.values()).map(Precision::key).toList();
        String key = precision.toLowerCase(Locale.ROOT);
        if (!known.contains(key)) {
            throw unknown("--precision", precision, known);
        }
        return Precision.of(key);
    }

    private InputException unknownHead() {
        return unknown("--head", head, new Heads().names());
    }

    private static InputException unknown(String option, String value, List<String> known) {
        return new InputException(Problem.error(
                null, option, "There is no \"" + value + "\"", "choose one of " + String.join(", ", known)));
    }

    private void print(Path file, NewConfig config) {
        if (json.isSet()) {
            ObjectNode node = JsonOutput.object();
            node.put("file", file.toString());
            node.put("images", config.training().size().images());
            node.put("identities", config.training().size().identities());
            List<String> sets = new ArrayList<>();
            config.verification().forEach(set -> sets.add(set.path().toString()));
            sets.forEach(node.putArray("verification")::add);
            JsonOutput.print(console, node);
        } else {
            console.out().println(file);
            console.say(config.backbone() + " with " + config.head().title() + " on "
                    + Units.count(config.training().size().identities()) + " identities; train it with ./idem train -c "
                    + file);
        }
    }

    /** For the help. */
    private static final class Backbones implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Graphs.names().iterator();
        }
    }

    /** For the help. */
    private static final class Heads implements Iterable<String> {
        List<String> names() {
            return Stream.of(HeadTemplate.values()).map(HeadTemplate::title).toList();
        }

        @Override
        public Iterator<String> iterator() {
            return names().iterator();
        }
    }
}
