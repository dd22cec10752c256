package org.idem.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.run.MetricSeries;
import org.idem.run.RunCatalog;
import org.idem.run.RunDirectory;
import org.idem.run.query.MetricFigures;
import org.idem.run.query.RunColumns;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code runs show}: all that is known of one run. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show one run: state, tags, note, metrics in figures; or every point of one metric.")
final class RunsShowCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private RunArgument argument;

    @Option(names = "--metric", paramLabel = "TAG", description = "Every point of this metric; train/ may be left out.")
    private String metric;

    @Mixin
    private JsonOption json;

    RunsShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RunDirectory run = argument.open();
        RunColumns columns = new RunColumns(RunCatalog.summary(run), Clock.systemUTC());
        if (metric != null) {
            points(series(columns));
        } else if (json.isSet()) {
            JsonOutput.print(console, RunDescription.full(run));
        } else {
            print(columns);
        }
        return 0;
    }

    private MetricSeries series(RunColumns columns) {
        for (String tag : new String[] {metric, "train/" + metric}) {
            MetricSeries series = columns.history().series(tag);
            if (series.size() > 0) {
                return series;
            }
        }
        String known = String.join(", ", columns.history().tags());
        throw new InputException(Problem.error(
                null,
                "--metric",
                "The run has no metric \"" + metric + "\"",
                known.isEmpty() ? "" : "it has " + known));
    }

    private void points(MetricSeries series) {
        if (!json.isSet()) {
            for (int i = 0; i < series.size(); i++) {
                console.out().printf(Locale.ROOT, "%d\t%s%n", series.steps()[i], Double.toString(series.values()[i]));
            }
            return;
        }
        ObjectNode node = JsonOutput.object();
        node.put("tag", series.tag());
        ArrayNode points = node.putArray("points");
        for (int i = 0; i < series.size(); i++) {
            ArrayNode point = points.addArray().add(series.steps()[i]).add(series.wall()[i]);
            double value = series.values()[i];
            if (Double.isFinite(value)) {
                point.add(value);
            } else {
                point.add(Double.toString(value));
            }
        }
        JsonOutput.print(console, node);
    }

    private void print(RunColumns columns) {
        line("name", columns.summary().run().name());
        line("path", columns.summary().run().path().toString());
        line("state", columns.state());
        line(
                "step",
                columns.summary().status().progress().step() + " of "
                        + columns.summary().status().progress().totalSteps());
        line("tags", String.join(" ", columns.labels().tags()));
        line("note", columns.labels().note());
        console.out().printf(Locale.ROOT, "%-28s %12s %12s %8s%n", "metric", "last", "best", "points");
        columns.metrics().forEach(this::print);
    }

    private void print(String tag, MetricFigures figures) {
        console.out()
                .printf(
                        Locale.ROOT,
                        "%-28s %12.5g %12.5g %8d%n",
                        tag,
                        figures.last(),
                        figures.best(),
                        figures.points());
    }

    private void line(String name, String text) {
        if (!text.isEmpty()) {
            console.out().println(String.format(Locale.ROOT, "%-8s%s", name, text));
        }
    }
}
