package org.idem.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.idem.launch.Launcher;
import org.idem.protocol.ParityFigures;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
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
    private final LauncherFactory launchers;

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

    ExportCommand(Console console, LauncherFactory launchers) {
        this.console = console;
        this.launchers = launchers;
    }

    @Override
    public Integer call() {
        RunDirectory run = argument.open();
        Path file = out == null ? usualFile(run) : out;
        Request.Export request = new Request.Export(run.path(), checkpoint, average, file, force);
        Reply.Exported exported = export(console, launchers.launcher(), request, "exporting");
        if (json.isSet()) {
            ObjectNode node = JsonOutput.object();
            node.put("file", exported.file().toString());
            node.put("crops", exported.parity().crops());
            node.put("min_cosine", exported.parity().minCosine());
            node.put("max_abs_difference", exported.parity().maxAbsDifference());
            JsonOutput.print(console, node);
        } else {
            console.out().println(exported.file());
            printParity(console, exported.parity());
        }
        return 0;
    }

    /** The file that a run is exported to unless the user names one. */
    static Path usualFile(RunDirectory run) {
        return run.export().resolve(run.name() + ".onnx");
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
                        "proved on %d crops: smallest cosine %.7f, largest difference %.3g%n",
                        parity.crops(),
                        parity.minCosine(),
                        parity.maxAbsDifference());
    }
}
