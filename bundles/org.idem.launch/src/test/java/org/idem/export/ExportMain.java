package org.idem.export;

import org.idem.protocol.EngineService;
import org.idem.protocol.ParityFigures;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;

/** Stands in for the exporter: exports to a file whose name repeats the request. */
public final class ExportMain {
    private ExportMain() {}

    public static void main(String[] arguments) {
        System.exit(EngineService.serve(arguments, (request, progress) -> {
            Request.Export export = (Request.Export) request;
            progress.report(0.2, () -> "writing");
            String words = export.model().checkpoint()
                    + (export.model().average() ? " average" : "")
                    + (export.overwrite() ? " force" : "");
            return new Reply.Exported(export.file().resolveSibling(words), new ParityFigures(export.crops(), 1, 0));
        }));
    }
}
