package org.idem.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.idem.core.Units;
import org.idem.data.check.CheckReport;
import org.idem.data.check.DataCheck;
import org.idem.data.inspect.ExcludeList;
import org.idem.data.inspect.Finding;
import org.idem.data.inspect.FindingGroups;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code data check}: reads and decodes everything, lists what is broken or unusual. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Read and decode every image; list what is damaged, duplicates, identities of one image or none,",
            "pictures of another size or without colour. Ends with 0 also when it finds something."
        })
final class DataCheckCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "SET", description = "train.rec, a .bin, label.txt, or a folder with one of them.")
    private Path set;

    @Option(names = "--strict", description = "End with 3 if anything was found.")
    private boolean strict;

    @Option(
            names = "--write-exclude",
            paramLabel = "FILE",
            description = {
                "Write the keys of damaged images and of duplicates into a new file;",
                "data convert --exclude and DataLoader.Train.dataset.exclude read it."
            })
    private Path exclude;

    @Mixin
    private JsonOption json;

    DataCheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (exclude != null) {
            ExcludeList.requireNew(exclude);
        }
        CheckReport report;
        try (ProgressLine progress = new ProgressLine(console, "checking")) {
            report = DataCheck.inspect(set, progress);
        }
        List<Finding> findings = FindingGroups.of(report.findings());
        if (json.isSet()) {
            JsonOutput.print(console, json(report, findings));
        } else {
            print(report, findings);
        }
        if (exclude != null) {
            int keys = ExcludeList.write(exclude, set, report.findings());
            console.say(Units.count(keys) + " images to leave out: " + exclude);
        }
        return strict && !findings.isEmpty() ? Failures.FOUND : 0;
    }

    private void print(CheckReport report, List<Finding> findings) {
        for (Finding finding : findings) {
            String place = finding.offset() < 0 ? "" : " at byte " + finding.offset();
            String repeated = finding.count() == 1
                    ? ""
                    : " (and " + Units.count(finding.count() - 1L) + " more of the kind, up to " + finding.to() + ")";
            String key = finding.key().isEmpty() ? "" : " " + finding.key() + place + ":";
            console.out().println(finding.kind() + ":" + key + " " + finding.message() + repeated);
        }
        report.notes().forEach(note -> console.out().println("note: " + note));
        int problems = findings.stream().mapToInt(Finding::count).sum();
        console.out()
                .println(Units.count(report.images()) + " images, " + Units.count(report.identities()) + " identities, "
                        + (problems == 0 ? "no" : Units.count(problems)) + " problems");
    }

    private static ObjectNode json(CheckReport report, List<Finding> findings) {
        ObjectNode node = JsonOutput.object();
        node.put("images", report.images());
        node.put("identities", report.identities());
        ArrayNode problems = node.putArray("problems");
        for (Finding finding : findings) {
            ObjectNode one = problems.addObject();
            one.put("key", finding.key());
            one.put("offset", finding.offset());
            one.put("kind", finding.kind());
            one.put("message", finding.message());
            finding.others().forEach(one.putArray("others")::add);
            one.put("label", finding.label());
            one.put("from", finding.key());
            one.put("to", finding.to());
            one.put("count", finding.count());
        }
        report.notes().forEach(node.putArray("notes")::add);
        return node;
    }
}
