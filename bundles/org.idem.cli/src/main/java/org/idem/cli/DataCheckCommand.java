package org.idem.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.idem.core.Units;
import org.idem.data.DataProblem;
import org.idem.data.check.CheckReport;
import org.idem.data.check.DataCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code data check}: reads and decodes everything, lists what is broken. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Read and decode every image; list what is damaged. Ends with 0 also when it finds something.")
final class DataCheckCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "SET", description = "train.rec, a .bin, label.txt, or a folder with one of them.")
    private Path set;

    @Mixin
    private JsonOption json;

    DataCheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        CheckReport report;
        try (ProgressLine progress = new ProgressLine(console, "checking")) {
            report = DataCheck.check(set, progress);
        }
        if (json.isSet()) {
            JsonOutput.print(console, json(report));
            return 0;
        }
        for (DataProblem problem : report.problems()) {
            String place = problem.offset() < 0 ? "" : " at byte " + problem.offset();
            console.out().println(problem.kind() + ": " + problem.key() + place + ": " + problem.message());
        }
        report.notes().forEach(note -> console.out().println("note: " + note));
        console.out()
                .println(Units.count(report.images()) + " images, " + Units.count(report.identities()) + " identities, "
                        + (report.problems().isEmpty()
                                ? "no"
                                : Units.count(report.problems().size())) + " problems");
        return 0;
    }

    private static ObjectNode json(CheckReport report) {
        ObjectNode node = JsonOutput.object();
        node.put("images", report.images());
        node.put("identities", report.identities());
        ArrayNode problems = node.putArray("problems");
        for (DataProblem problem : report.problems()) {
            ObjectNode one = problems.addObject();
            one.put("key", problem.key());
            one.put("offset", problem.offset());
            one.put("kind", problem.kind());
            one.put("message", problem.message());
        }
        report.notes().forEach(node.putArray("notes")::add);
        return node;
    }
}
