package org.idem.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.idem.launch.Launcher;
import org.idem.run.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code export}: an ONNX file with the proof that it computes what was trained. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Write the backbone as FP32 ONNX and prove it against the trained network.")
final class ExportCommand implements Callable<Integer> {
    private final Console console;
    private final LauncherFactory workers;

    @Mixin
    private RunArgument argument;

    @Option(names = "--out", paramLabel = "FILE", description = "File to make (default: export/<run>.onnx in the run).")
    private Path out;

    @Option(names = "--checkpoint", paramLabel = "STEP", description = "latest, best or a step (default: latest).")
    private String checkpoint = "latest";

    @Option(
            names = "--average",
            description = "Export the moving average of the weights (default: as Export.weights in the config says).")
    private boolean average;

    @Option(names = "--force", description = "Replace an existing file.")
    private boolean force;

    @Mixin
    private JsonOption json;

    ExportCommand(Console console, LauncherFactory workers) {
        this.console = console;
        this.workers = workers;
    }

    @Override
    public Integer call() {
        RunDirectory run = argument.open();
        Path file = out == null ? usualFile(run) : out;
        JsonNode result =
                export(console, workers.launcher(), run, new Wish(checkpoint, file, force, average), "exporting");
        if (json.isSet()) {
            JsonOutput.print(console, result);
        } else {
            print(console, result);
        }
        return 0;
    }

    /** Which checkpoint and which of its weights go where. */
    record Wish(String checkpoint, Path file, boolean overwrite, boolean average) {}

    static Path usualFile(RunDirectory run) {
        return run.export().resolve(run.name() + ".onnx");
    }

    static JsonNode export(Console console, Launcher launcher, RunDirectory run, Wish wish, String label) {
        try (ProgressLine progress = new ProgressLine(console, label)) {
            return launcher.export(run, wish.checkpoint(), wish.file(), wish.overwrite(), wish.average(), progress);
        }
    }

    static void print(Console console, JsonNode result) {
        console.out().println(result.path("file").asText());
        printProof(console, result);
    }

    static void printProof(Console console, JsonNode result) {
        console.out()
                .printf(
                        Locale.ROOT,
                        "proved on %d crops: smallest cosine %.7f, largest difference %.3g%n",
                        result.path("crops").asInt(),
                        result.path("min_cosine").asDouble(),
                        result.path("max_abs_difference").asDouble());
    }
}
