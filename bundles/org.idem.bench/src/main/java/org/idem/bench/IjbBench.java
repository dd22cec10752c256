package org.idem.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.idem.core.AtomicFiles;
import org.idem.core.Progress;
import org.idem.data.ijb.IjbLayout;
import org.idem.data.ijb.IjbTarget;
import org.idem.metrics.TarRule;
import org.idem.protocol.JsonLines;
import org.idem.verify.ijb.IjbProtocol;
import org.idem.verify.ijb.IjbResult;
import org.idem.verify.ijb.IjbSettings;
import org.idem.verify.ijb.NpyEmbeddings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Scoring a benchmark of IJB-C's size from the file of its embeddings, beside NumPy. */
@Command(
        name = "ijb",
        description = "Scoring 469,375 simulated faces, 15.7 million pairs, beside NumPy if a Python is given.",
        mixinStandardHelpOptions = true)
final class IjbBench implements Callable<Integer> {
    @Option(names = "--share", defaultValue = "1", description = "Of IJB-C's size (${DEFAULT-VALUE}).")
    private double share;

    @Option(names = "--rounds", defaultValue = "2", description = "Turns (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--resamplings",
            defaultValue = "200",
            description = "Drawings of templates; 0 leaves intervals out (${DEFAULT-VALUE}).")
    private int resamplings;

    @Option(names = "--folder", description = "Where 2 GiB may be written (default: the temporary folder).")
    private Path folder;

    @Option(names = "--peer-python", description = "Python that has NumPy.")
    private Path python;

    @Option(names = "--peer-script", description = "Script that scores the same files with NumPy.")
    private Path script;

    private final PrintStream out = System.out;
    private Timings scoring = Timings.none();
    private Timings drawing = Timings.none();
    private Timings ratios = Timings.none();

    @Override
    public Integer call() throws IOException {
        Path root = folder == null
                ? Files.createTempDirectory("idem-bench-ijb")
                : Files.createTempDirectory(folder, "idem-bench-ijb");
        try {
            SimulatedIjb.FULL.scaled(share).write(root);
            for (int round = 0; round < rounds; round++) {
                turn(root);
            }
        } finally {
            AtomicFiles.deleteTree(root);
        }
        return 0;
    }

    private void turn(Path root) {
        long began = System.nanoTime();
        IjbResult result = judge(root, 0);
        double seconds = (System.nanoTime() - began) / 1e9;
        scoring = scoring.and(Timings.once(seconds));
        if (resamplings > 0) {
            began = System.nanoTime();
            judge(root, resamplings);
            drawing = drawing.and(Timings.once((System.nanoTime() - began) / 1e9));
        }
        double difference = Double.NaN;
        if (python != null && script != null) {
            JsonNode line = new Peer(python, script)
                    .run(List.of("--root", root.toString()))
                    .get("ijb");
            ratios = ratios.and(Timings.once(line.path("seconds").asDouble() / seconds));
            difference = Math.abs(
                    line.path("tar").asDouble() - result.roc().atNearest(1e-4).tar());
        }
        report(result, difference);
    }

    private static IjbResult judge(Path root, int resamplings) {
        IjbLayout layout = IjbLayout.open(root, IjbTarget.IJBC);
        IjbProtocol protocol = new IjbProtocol(layout, IjbSettings.PUBLISHED, TarRule.CONSERVATIVE, resamplings, false);
        try (NpyEmbeddings rows = NpyEmbeddings.open(root.resolve("embeddings.npy"))) {
            return protocol.judge(rows, Progress.NONE);
        }
    }

    private void report(IjbResult result, double difference) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("bench", "ijb");
        line.put("templates", result.templates());
        line.put("pairs", result.scores().length);
        line.put("seconds", Timings.rounded(scoring.median()));
        if (!drawing.isEmpty()) {
            line.put("seconds_with_intervals", Timings.rounded(drawing.median()));
        }
        line.put("peak_mib", Math.round(ResidentSize.ofThisProcess().peakMebibytes()));
        if (!ratios.isEmpty()) {
            line.put("ratio", Timings.rounded(ratios.median()));
            line.put("tar_difference", difference);
        }
        out.println(JsonLines.format(line));
    }
}
