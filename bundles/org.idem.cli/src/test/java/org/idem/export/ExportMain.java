package org.idem.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Stands in for the exporter. */
public final class ExportMain {
    private ExportMain() {}

    public static void main(String[] arguments) throws IOException {
        List<String> words = List.of(arguments);
        Path out = Path.of(words.get(words.indexOf("--out") + 1));
        if (Files.exists(out) && !words.contains("--force")) {
            System.err.println(out + ": error: --out: The file is there already — use --force");
            System.exit(2);
        }
        Files.writeString(out, "onnx");
        System.out.println("{\"result\":{\"file\":\"" + out
                + "\",\"crops\":256,\"min_cosine\":0.99999,\"max_abs_difference\":1e-6}}");
    }
}
