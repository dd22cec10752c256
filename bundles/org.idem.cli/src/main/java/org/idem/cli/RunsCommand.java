package org.idem.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.idem.run.TrainingProgress;
import org.idem.run.query.RunColumns;
import org.idem.run.query.RunQuery;
import org.idem.run.query.RunRecord;
import org.idem.run.query.RunRecordReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code runs}: every run with its state and last metrics. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = "List the runs, the newest first; those in the archive only with --all.")
final class RunsCommand implements Callable<Integer> {
    private static final String LOSS = "loss";
    static final String HUSK = "its creation was cut short; idem runs rm removes it";

    private final Console console;

    @Option(
            names = "--runs",
            paramLabel = "FOLDER",
            description = "Folder to look for runs in and below (default: this folder).")
    private Path runs = Path.of("");

    @Option(
            names = "--where",
            paramLabel = "QUERY",
            description = {
                "Only runs of which this is true, such as",
                "\"lr<0.1 and loss.last<5 and Model.name=IResNet50 and not tag:old\"."
            })
    private String where;

    @Option(names = "--all", description = "Those in the archive, too.")
    private boolean all;

    @Option(names = "--config", description = "With --json: the effective configuration of each run.")
    private boolean config;

    @Mixin
    private JsonOption json;

    RunsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RunQuery query = where == null ? null : RunQuery.parse(where);
        List<RunColumns> found = records().stream()
                .map(RunColumns::new)
                .filter(one -> all || !one.labels().archived())
                .toList();
        if (query != null) {
            query.requireColumns(found);
        }
        List<RunColumns> meant = found.stream()
                .filter(one -> query == null || query.matches(one))
                .toList();
        if (json.isSet()) {
            ArrayNode list = JsonOutput.array();
            meant.forEach(one -> describe(one, list.addObject()));
            JsonOutput.print(console, list);
        } else if (meant.isEmpty()) {
            console.say(
                    found.isEmpty()
                            ? "No runs in " + runs.toAbsolutePath().normalize()
                                    + ". Start one: idem train -c configs/quickstart.yaml"
                            : "None of " + found.size() + " runs is meant by --where");
        } else {
            table(meant);
        }
        return 0;
    }

    /** States and last values are read sooner than configs and whole logs, which only conditions and programs ask for. */
    private List<RunRecord> records() {
        RunRecordReader reader = new RunRecordReader(runs, Clock.systemUTC());
        return where == null && !config ? reader.scan(Duration.ZERO) : reader.readAll();
    }

    private void describe(RunColumns one, ObjectNode node) {
        RunDescription.put(one, node);
        if (config) {
            ObjectNode values = node.putObject("config");
            one.config().forEach(values::put);
        }
    }

    private void table(List<RunColumns> listed) {
        int width = listed.stream()
                .mapToInt(one -> TerminalText.line(name(one)).length())
                .max()
                .orElse(4);
        String form = "%-" + Math.max(4, width) + "s  %-9s %15s %7s %9s %9s%n";
        console.out().printf(Locale.ROOT, form, "run", "state", "step", "epoch", LOSS, "accuracy");
        for (RunColumns one : listed) {
            TrainingProgress done = one.summary().status().progress();
            Map<String, Double> metrics = one.lastMetrics();
            String steps = done.step() + (done.totalSteps() > 0 ? "/" + done.totalSteps() : "");
            String epochs = done.epoch() + (done.epochs() > 0 ? "/" + done.epochs() : "");
            console.out()
                    .printf(
                            Locale.ROOT,
                            form,
                            name(one),
                            one.state(),
                            steps,
                            epochs,
                            number(metrics.get(LOSS)),
                            number(accuracy(metrics)));
        }
        listed.stream()
                .filter(one -> one.summary().run().isHusk())
                .forEach(one -> console.say(name(one) + ": " + HUSK));
    }

    private static String name(RunColumns one) {
        return one.summary().run().name();
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
