package org.idem.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.idem.run.RunCatalog;
import org.idem.run.RunStatus;
import org.idem.run.RunSummary;
import org.idem.run.TrainingProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code runs}: every run with its state and last metrics. */
@Command(name = "runs", mixinStandardHelpOptions = true, description = "List the runs, the newest first.")
final class RunsCommand implements Callable<Integer> {
    private static final String TRAIN = "train/";
    private static final String LOSS = "loss";
    private static final String HUSK = "its creation was cut short; idem runs rm removes it";

    private final Console console;

    @Option(
            names = "--runs",
            paramLabel = "FOLDER",
            description = "Folder to look for runs in and below (default: this folder).")
    private Path runs = Path.of("");

    @Mixin
    private JsonOption json;

    RunsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<RunSummary> all = new RunCatalog(runs).scan();
        if (json.isSet()) {
            ArrayNode list = JsonOutput.array();
            all.forEach(one -> describe(one, list.addObject()));
            JsonOutput.print(console, list);
        } else if (all.isEmpty()) {
            console.say("No runs in " + runs.toAbsolutePath().normalize()
                    + ". Start one: idem train -c configs/quickstart.yaml");
        } else {
            table(all);
        }
        return 0;
    }

    /** The state in words: what the trainer said, checked against its process. */
    static String state(RunSummary one) {
        return one.run().live(Clock.systemUTC()).name().toLowerCase(Locale.ROOT);
    }

    /** Last metrics by short name: training metrics lose their prefix, the others keep it. */
    static Map<String, Double> metrics(RunSummary one) {
        Map<String, Double> named = new TreeMap<>();
        one.lastMetrics()
                .forEach((tag, value) -> named.put(tag.startsWith(TRAIN) ? tag.substring(TRAIN.length()) : tag, value));
        return named;
    }

    static void describe(RunSummary one, ObjectNode node) {
        RunStatus status = one.status();
        node.put("name", one.run().name());
        node.put("path", one.run().path().toString());
        node.put("state", state(one));
        node.put("step", status.progress().step());
        node.put("total_steps", status.progress().totalSteps());
        node.put("epoch", status.progress().epoch());
        node.put("message", one.run().isHusk() ? HUSK : status.message());
        node.put("events", one.run().events().read().size());
        ObjectNode metrics = node.putObject("metrics");
        metrics(one).forEach((name, value) -> JsonOutput.put(metrics, name, value));
    }

    private void table(List<RunSummary> all) {
        int width = all.stream()
                .mapToInt(one -> TerminalText.line(one.run().name()).length())
                .max()
                .orElse(4);
        String form = "%-" + Math.max(4, width) + "s  %-9s %15s %7s %9s %9s%n";
        console.out().printf(Locale.ROOT, form, "run", "state", "step", "epoch", LOSS, "accuracy");
        for (RunSummary one : all) {
            TrainingProgress done = one.status().progress();
            Map<String, Double> metrics = metrics(one);
            String steps = done.step() + (done.totalSteps() > 0 ? "/" + done.totalSteps() : "");
            String epochs = done.epoch() + (done.epochs() > 0 ? "/" + done.epochs() : "");
            console.out()
                    .printf(
                            Locale.ROOT,
                            form,
                            one.run().name(),
                            state(one),
                            steps,
                            epochs,
                            number(metrics.get(LOSS)),
                            number(accuracy(metrics)));
        }
        all.stream()
                .filter(one -> one.run().isHusk())
                .forEach(one -> console.say(one.run().name() + ": " + HUSK));
    }

    private static Double accuracy(Map<String, Double> metrics) {
        return metrics.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("/accuracy"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static String number(Double value) {
        return value == null || value.isNaN() ? "" : String.format(Locale.ROOT, "%.4f", value);
    }
}
