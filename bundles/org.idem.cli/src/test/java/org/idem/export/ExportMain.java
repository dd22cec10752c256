package org.idem.export;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.idem.core.AtomicFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.protocol.EngineService;
import org.idem.protocol.ExportOptions.Precision;
import org.idem.protocol.ParityFigures;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.protocol.TarChange;

/** Stands in for the exporter. */
public final class ExportMain {
    private ExportMain() {}

    public static void main(String[] arguments) {
        System.exit(EngineService.serve(arguments, (request, progress) -> export((Request.Export) request)));
    }

    private static Reply.End export(Request.Export request) {
        Path out = request.file();
        if (Files.exists(out) && !request.overwrite()) {
            throw new InputException(Problem.error(out, "--out", "The file is there already", "use --force"));
        }
        AtomicFiles.write(out, "onnx");
        List<TarChange> changes = request.options().precision() == Precision.FP32
                ? List.of()
                : List.of(new TarChange("verify", 1e-2, 0.9, 0.89, -0.02, 0.001));
        return new Reply.Exported(
                out,
                new ParityFigures(request.crops(), request.options().toString(), 0.99999, 0.999995, 1e-6),
                out.resolveSibling("model-card.md"),
                changes);
    }
}
