package org.idem.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.launch.Launcher;
import org.idem.metrics.FarLabel;
import org.idem.protocol.ExportOptions;
import org.idem.protocol.ExportOptions.Format;
import org.idem.protocol.ExportOptions.Precision;
import org.idem.protocol.ModelSource;
import org.idem.protocol.ParityFigures;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.protocol.TarChange;
import org.idem.run.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code export}: a model file with the proof that it computes what was trained. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Write the backbone as ONNX, safetensors or .pt and prove it against the trained network.",
            "The file appears only if it computes the same; model-card.md beside it says how to use it."
        })
final class ExportCommand implements Callable<Integer> {
    private final Console console;
    private final LauncherFactory launchers;

    @Mixin
    private ExportedModel argument;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "File to make (default: export/<run>.onnx in the run; of other models <name>.onnx here).")
    private Path out;

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            description =
                    "onnx, or weights under arcface_torch's names: safetensors, pt (default: as FILE ends, onnx).")
    private Format format;

    @Option(names = "--precision", paramLabel = "P", description = "fp32, fp16 or int8 (default: fp32).")
    private Precision precision = Precision.FP32;

    @Option(
            names = "--calibrate",
            paramLabel = "SET",
            description = "Set whose images the ranges of int8 are measured on (default: the run's training set).")
    private Path calibration;

    @Option(names = "--batch", paramLabel = "N", description = "Images at a time (default: any number).")
    private int batch;

    @Option(
            names = "--opset",
            paramLabel = "N",
            description = "ONNX operator set, 11 to 21 (default: Export.opset of the config).")
    private int opset;

    @Option(
            names = "--with-preprocessing",
            description = "Put mean, scale and layout into the graph, which takes uint8 [N, size, size, 3] then.")
    private boolean preprocessing;

    @Option(
            names = "--crops",
            paramLabel = "SET",
            description = "Set whose images prove the file (default: the run's data, else drawn faces).")
    private Path crops;

    @Option(
            names = "--on",
            arity = "1..*",
            paramLabel = "SET",
            description =
                    "Pairs that the change of fp16 and int8 is measured on (default: the run's, else drawn faces).")
    private List<Path> sets = List.of();

    @Option(names = "--force", description = "Replace an existing file.")
    private boolean force;

    @Mixin
    private JsonOption json;

    ExportCommand(Console console, LauncherFactory launchers) {
        this.console = console;
        this.launchers = launchers;
    }

    @Override
    public Integer call() {
        ModelSource model = argument.source();
        requireThere();
        Path file = out == null ? usualFile(model.path(), format()) : out;
        ExportOptions options =
                new ExportOptions(format(), precision, calibration, batch, opset, preprocessing, crops, sets);
        Request.Export request = new Request.Export(model, file, force, options);
        Reply.Exported exported = export(console, launchers.launcher(), request, "exporting");
        if (json.isSet()) {
            JsonOutput.print(console, json(exported));
        } else {
            print(exported);
        }
        return 0;
    }

    private void requireThere() {
        List<Problem> missing = new ArrayList<>();
        addMissing(missing, "--calibrate", calibration);
        addMissing(missing, "--crops", crops);
        sets.forEach(set -> addMissing(missing, "--on", set));
        if (!missing.isEmpty()) {
            throw new InputException(missing);
        }
    }

    private static void addMissing(List<Problem> missing, String option, Path set) {
        if (set != null && !Files.exists(set)) {
            missing.add(Problem.error(set, option, "There is no such file", "check the path"));
        }
    }

    private Format format() {
        if (format != null) {
            return format;
        }
        String name = out == null ? "" : String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".safetensors")) {
            return Format.SAFETENSORS;
        }
        return name.endsWith(".pt") || name.endsWith(".pth") ? Format.PT : Format.ONNX;
    }

    private static ObjectNode json(Reply.Exported exported) {
        ParityFigures parity = exported.parity();
        ObjectNode node = JsonOutput.object();
        node.put("file", exported.file().toString());
        node.put("crops", parity.crops());
        node.put("crops_from", parity.from());
        node.put("min_cosine", parity.minCosine());
        node.put("mean_cosine", parity.meanCosine());
        node.put("max_abs_difference", parity.maxAbsDifference());
        if (exported.card() != null) {
            node.put("card", exported.card().toString());
        }
        if (!exported.changes().isEmpty()) {
            ArrayNode changes = node.putArray("tar_change");
            exported.changes().forEach(change -> changes.add(json(change)));
        }
        return node;
    }

    private static ObjectNode json(TarChange change) {
        ObjectNode node = JsonOutput.object().put("set", change.set()).put("far", change.far());
        JsonOutput.put(node, "trained", change.trained());
        JsonOutput.put(node, "exported", change.exported());
        JsonOutput.put(node, "change", change.change());
        JsonOutput.put(node, "low", change.low());
        JsonOutput.put(node, "high", change.high());
        return node;
    }

    private void print(Reply.Exported exported) {
        console.out().println(exported.file());
        printParity(console, exported.parity());
        for (TarChange change : exported.changes()) {
            console.out()
                    .printf(
                            Locale.ROOT,
                            "%s, FAR %s: TAR %.4f, was %.4f; change %+.4f (95 %% interval %+.4f … %+.4f)%n",
                            change.set(),
                            FarLabel.of(change.far()),
                            change.exported(),
                            change.trained(),
                            change.change(),
                            change.low(),
                            change.high());
        }
        if (exported.card() != null) {
            console.out().println("card    " + exported.card());
        }
    }

    /** The file that a run is exported to unless the user names one. */
    static Path usualFile(RunDirectory run) {
        return run.export().resolve(run.name() + ".onnx");
    }

    private static Path usualFile(Path model, Format format) {
        Optional<Path> folder = RunDirectory.isRun(model) ? Optional.of(model) : RunDirectory.ofCheckpoint(model);
        Path usual = folder.map(run -> usualFile(RunDirectory.open(run)))
                .orElseGet(() -> Path.of(ModelOptions.name(model) + ".onnx"));
        String name = usual.getFileName().toString();
        String stem = name.substring(0, name.length() - ".onnx".length());
        return usual.resolveSibling(stem + "." + format.name().toLowerCase(Locale.ROOT));
    }

    static Reply.Exported export(Console console, Launcher launcher, Request.Export request, String label) {
        try (ProgressLine progress = new ProgressLine(console, label)) {
            return launcher.export(request, progress);
        }
    }

    static void printParity(Console console, ParityFigures parity) {
        console.out()
                .printf(
                        Locale.ROOT,
                        "proved on %d crops: smallest cosine %.7f, largest difference %.3g%s%n",
                        parity.crops(),
                        parity.minCosine(),
                        parity.maxAbsDifference(),
                        parity.from().isEmpty() ? "" : "; crops from " + parity.from());
    }
}
