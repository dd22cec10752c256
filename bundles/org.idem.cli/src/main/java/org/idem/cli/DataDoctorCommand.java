package org.idem.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.idem.core.Units;
import org.idem.protocol.DiagnosisLimits;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.verify.doctor.Diagnosis;
import org.idem.verify.doctor.DoctorFinding;
import org.idem.verify.doctor.DoctorOptions;
import org.idem.verify.doctor.DoctorThresholds;
import org.idem.verify.doctor.FindingsFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code data doctor}: what embeddings say is wrong with the people of a set. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Embed a set with a model and list split identities, mixed identities, images of somebody else,",
            "and people that two sets share. After an interruption the same line goes on."
        })
final class DataDoctorCommand implements Callable<Integer> {
    private final Console console;
    private final LauncherFactory launchers;

    @Parameters(index = "0", paramLabel = "SET", description = "Any set that is read: see data info.")
    private Path set;

    @Option(names = "--with", required = true, paramLabel = ModelOptions.MODEL, description = ModelOptions.KINDS)
    private String model;

    @Mixin
    private ModelOptions options;

    @Mixin
    private DeviceOption device;

    @Option(
            names = "--against",
            paramLabel = "SET2",
            description = "Another set, of pairs too: whose people are in both is an overlap.")
    private Path against;

    @Option(
            names = "--cache",
            paramLabel = "FILE",
            description = "Keeps the embeddings (default: SET.<images>-<model>.embeddings beside the set).")
    private Path cache;

    @Option(
            names = "--findings",
            paramLabel = "FILE",
            description = "Gets the findings, for the workbench too (default: SET.findings.json beside the set).")
    private Path findings;

    @Option(
            names = "--split",
            paramLabel = "COSINE",
            description = "Two identities are one from here on (default: by the set).")
    private Double split;

    @Option(
            names = "--mixed",
            paramLabel = "COSINE",
            description = "Two groups are two persons up to here (default: by the set).")
    private Double mixed;

    @Option(
            names = "--outlier",
            paramLabel = "COSINE",
            description = "An image is foreign up to here (default: by the set).")
    private Double outlier;

    @Option(
            names = "--overlap",
            paramLabel = "COSINE",
            description = "People of two sets are one from here on (default: by the set).")
    private Double overlap;

    @Option(
            names = "--most",
            paramLabel = "N",
            description = "Findings of each kind to keep, the surest (default: 1000).")
    private int most = DoctorOptions.USUAL_MOST;

    @Mixin
    private JsonOption json;

    DataDoctorCommand(Console console, LauncherFactory launchers) {
        this.console = console;
        this.launchers = launchers;
    }

    @Override
    public Integer call() {
        Request.Diagnose request = new Request.Diagnose(
                device.of(options.source(model)),
                set,
                against,
                cache,
                findings,
                new DiagnosisLimits(split, mixed, outlier, overlap, Math.max(1, most)));
        Reply.Diagnosed reply;
        try (ProgressLine progress = new ProgressLine(console, "doctor")) {
            reply = launchers.launcher().diagnose(request, progress);
        } catch (CancellationException e) {
            console.say("The same line goes on where this ended.");
            throw e;
        }
        reply.notes().forEach(note -> console.say("note: " + note));
        Diagnosis diagnosis = FindingsFile.read(reply.findings());
        if (json.isSet()) {
            JsonOutput.print(console, json(reply, diagnosis));
        } else {
            print(reply, diagnosis);
        }
        return 0;
    }

    private static ObjectNode json(Reply.Diagnosed reply, Diagnosis diagnosis) {
        ObjectNode node = JsonOutput.object();
        node.put("images", diagnosis.images());
        node.put("identities", diagnosis.identities());
        ArrayNode list = node.putArray("findings");
        for (DoctorFinding finding : diagnosis.findings()) {
            ObjectNode one = list.addObject();
            one.put("kind", finding.kind().word());
            finding.identities().forEach(one.putArray("identities")::add);
            finding.keys().forEach(one.putArray("keys")::add);
            JsonOutput.put(one, "score", finding.score());
            one.put("message", finding.message());
        }
        ObjectNode found = node.putObject("found");
        diagnosis.found().forEach(found::put);
        DoctorThresholds limits = diagnosis.thresholds();
        ObjectNode thresholds = node.putObject("thresholds");
        JsonOutput.put(thresholds, "split", limits.split());
        JsonOutput.put(thresholds, "mixed", limits.mixed());
        JsonOutput.put(thresholds, "outlier", limits.outlier());
        JsonOutput.put(thresholds, "overlap", limits.overlap());
        node.put("damaged", diagnosis.damaged());
        node.put("file", reply.findings().toString());
        node.put("cache", reply.cache().toString());
        node.set("input", InputOutput.json(reply.input()));
        return node;
    }

    private void print(Reply.Diagnosed reply, Diagnosis diagnosis) {
        for (DoctorFinding finding : diagnosis.findings()) {
            console.out().println(finding.kind().word() + ": " + finding.message());
        }
        diagnosis.found().forEach((kind, count) -> {
            long kept = diagnosis.findings().stream()
                    .filter(one -> one.kind().word().equals(kind))
                    .count();
            if (count > kept) {
                console.say(Units.count(count) + " of the kind " + kind + ", the surest " + Units.count(kept)
                        + " are told; --most tells more");
            }
        });
        console.say(thresholds(diagnosis.thresholds()));
        console.say(InputOutput.describe(reply.input()));
        console.say("findings: " + reply.findings());
        console.say("embeddings: " + reply.cache());
        long all =
                diagnosis.found().values().stream().mapToLong(Long::longValue).sum();
        console.out()
                .println(Units.count(diagnosis.images()) + " images, " + Units.count(diagnosis.identities())
                        + " identities, " + (all == 0 ? "no" : Units.count(all)) + " findings"
                        + (diagnosis.damaged() == 0
                                ? ""
                                : "; " + Units.count(diagnosis.damaged()) + " cannot be read"));
    }

    private static String thresholds(DoctorThresholds limits) {
        return "cosines: split from " + number(limits.split()) + ", mixed up to " + number(limits.mixed())
                + ", outlier up to " + number(limits.outlier()) + ", overlap from " + number(limits.overlap());
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }
}
