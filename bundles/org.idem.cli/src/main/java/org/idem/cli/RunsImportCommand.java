package org.idem.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.idem.run.imports.ImportedRun;
import org.idem.run.imports.RunImport;
import org.idem.watch.RecordedRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runs import}: makes runs of other programs' logs. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Make runs of TensorBoard's event files, CSV tables, arcface_torch's training.log and PLSC's logs:",
            "one for each folder of event files, each log, each run of a table. What is a run already is not taken"
                    + " again."
        })
final class RunsImportCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Event file, table, log, or a folder of some.")
    private List<Path> paths;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What to call them (default: as their folders or files).")
    private String name = "";

    @Option(
            names = "--runs",
            paramLabel = "FOLDER",
            description = "Folder that gets the runs (default: ${DEFAULT-VALUE}).",
            defaultValue = "runs")
    private Path runs;

    @Mixin
    private JsonOption json;

    RunsImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<ImportedRun> imported;
        try (ProgressLine progress = new ProgressLine(console, "importing")) {
            imported = RunImport.of(paths, runs, name, Clock.systemUTC(), progress);
            imported.stream().filter(one -> !one.there()).forEach(one -> RecordedRun.of(one.run())
                    .keepFindings());
        }
        if (json.isSet()) {
            ObjectNode node = JsonOutput.object();
            ArrayNode list = node.putArray("runs");
            imported.forEach(one -> put(one, list.addObject()));
            JsonOutput.print(console, node);
        } else {
            imported.forEach(this::say);
        }
        return 0;
    }

    private static void put(ImportedRun one, ObjectNode node) {
        node.put("name", one.run().name());
        node.put("path", one.run().path().toString());
        node.put("tags", one.tags());
        node.put("points", one.points());
        node.put("skipped", one.skipped());
        node.put("source", one.source());
        node.put("there", one.there());
    }

    private void say(ImportedRun one) {
        console.out()
                .println(one.run().name() + ": "
                        + (one.there()
                                ? "was imported before from "
                                : one.points() + " values of " + one.tags() + " metrics from ")
                        + one.source()
                        + (one.skipped() > 0 && !one.there() ? "; " + one.skipped() + " could not be read" : ""));
    }
}
