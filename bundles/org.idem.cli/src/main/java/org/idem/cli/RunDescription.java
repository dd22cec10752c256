package org.idem.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import org.idem.run.RunCatalog;
import org.idem.run.RunCommandLine;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;
import org.idem.run.code.CodeRecord;
import org.idem.run.query.RunColumns;

/** A run as programs read it. */
final class RunDescription {
    private RunDescription() {}

    /** What a list of runs says of each. */
    static void put(RunColumns columns, ObjectNode node) {
        RunDirectory run = columns.summary().run();
        RunStatus status = columns.summary().status();
        node.put("name", run.name());
        node.put("path", run.path().toString());
        node.put("state", columns.state());
        node.put("step", status.progress().step());
        node.put("total_steps", status.progress().totalSteps());
        node.put("epoch", status.progress().epoch());
        node.put("message", run.isHusk() ? RunsCommand.HUSK : status.message());
        node.put("events", run.events().read().size());
        ObjectNode metrics = node.putObject("metrics");
        columns.lastMetrics().forEach((name, value) -> JsonOutput.put(metrics, name, value));
        columns.labels().tags().forEach(node.putArray("tags")::add);
        node.put("note", columns.labels().note());
        node.put("archived", columns.labels().archived());
    }

    /** All that is known of one run: as in a list, and where it comes from, and its metrics in figures. */
    static ObjectNode full(RunDirectory run) {
        RunColumns columns = new RunColumns(RunCatalog.summary(run), Clock.systemUTC());
        ObjectNode node = JsonOutput.object();
        put(columns, node);
        ObjectNode provenance = node.putObject("provenance");
        provenance.set("environment", JsonOutput.tree(run.environment()));
        provenance.set("config", JsonOutput.tree(columns.config()));
        CodeRecord.read(run).ifPresent(code -> provenance.set("code", JsonOutput.tree(code.summary())));
        provenance.put("command_line", RunCommandLine.of(run));
        ObjectNode metrics = node.putObject("metrics");
        columns.metrics().forEach((tag, figures) -> {
            ObjectNode one = metrics.putObject(tag);
            JsonOutput.put(one, "last", figures.last());
            JsonOutput.put(one, "best", figures.best());
            JsonOutput.put(one, "min", figures.min());
            JsonOutput.put(one, "max", figures.max());
            one.put("points", figures.points());
        });
        return node;
    }

    /** Prints a run after it was changed. */
    static void print(Console console, JsonOption json, RunDirectory run, String said) {
        if (json.isSet()) {
            JsonOutput.print(console, full(run));
        } else {
            console.out().println(said);
        }
    }
}
