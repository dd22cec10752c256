package org.idem.export;

import java.nio.file.Files;
import java.nio.file.Path;
import org.idem.core.AtomicFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.protocol.EngineService;
import org.idem.protocol.ParityFigures;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;

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
        return new Reply.Exported(out, new ParityFigures(request.crops(), 0.99999, 1e-6));
    }
}
