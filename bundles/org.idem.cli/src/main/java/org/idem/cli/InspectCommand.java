package org.idem.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.idem.verify.onnx.OnnxFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code inspect}: what an ONNX file is and says about itself. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = {
            "Show what an ONNX file computes, which inputs it takes, and what its card says: thresholds, proof,"
                    + " provenance.",
            "Reads any ONNX file without running it."
        })
final class InspectCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "FILE", description = "An .onnx file.")
    private Path file;

    @Mixin
    private JsonOption json;

    InspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        OnnxFile model = OnnxFile.read(file);
        if (json.isSet()) {
            JsonOutput.print(console, InspectOutput.json(model));
        } else {
            PrintWriter out = console.out();
            InspectOutput.lines(model).forEach(out::println);
        }
        return 0;
    }
}
