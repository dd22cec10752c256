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
import java.util.function.ToLongFunction;
import org.idem.core.AtomicFiles;
import org.idem.core.Progress;
import org.idem.data.check.DataCheck;
import org.idem.data.convert.ConvertRequest;
import org.idem.data.convert.DatasetConverter;
import org.idem.protocol.JsonLines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Converting and checking a training set beside a script that does the same with OpenCV, in turns. */
@Command(
        name = "data",
        description = "Converting and checking a set, beside a script with OpenCV if one is given.",
        mixinStandardHelpOptions = true)
final class DataBench implements Callable<Integer> {
    @Option(names = "--images", required = true, description = "Training set: train.rec.")
    private Path images;

    @Option(names = "--rounds", defaultValue = "3", description = "Turns (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--peer-python", description = "Python that has OpenCV.")
    private Path python;

    @Option(names = "--peer-script", description = "Script that does the same with OpenCV.")
    private Path script;

    private final PrintStream out = System.out;
    private final Map<String, Timings> own = new LinkedHashMap<>();
    private final Map<String, Timings> ratios = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("idem-bench-data");
        try {
            for (int round = 0; round < rounds; round++) {
                Map<String, Double> seconds = new LinkedHashMap<>();
                measure(
                        seconds,
                        "convert",
                        at -> convert(ConvertRequest.of(images, folder.resolve("encoded"), "list")
                                .withReencode()));
                measure(seconds, "copy", at -> convert(ConvertRequest.of(images, folder.resolve("copied"), "list")));
                measure(seconds, "check", at -> DataCheck.inspect(at, Progress.NONE)
                        .images());
                AtomicFiles.deleteTree(folder.resolve("encoded"));
                AtomicFiles.deleteTree(folder.resolve("copied"));
                if (python != null && script != null) {
                    compare(peer(), seconds);
                }
            }
        } finally {
            AtomicFiles.deleteTree(folder);
        }
        report();
        return 0;
    }

    private static long convert(ConvertRequest request) {
        return DatasetConverter.convert(request, Progress.NONE).images();
    }

    private void measure(Map<String, Double> seconds, String mode, ToLongFunction<Path> work) {
        long began = System.nanoTime();
        long count = work.applyAsLong(images);
        double perImage = (System.nanoTime() - began) / 1e9 / count;
        seconds.put(mode, perImage);
        add(own, mode, perImage);
    }

    private static void add(Map<String, Timings> timings, String mode, double value) {
        timings.merge(mode, Timings.once(value), Timings::and);
    }

    private Map<String, JsonNode> peer() {
        return new Peer(python, script).run(List.of("--images", images.toString()));
    }

    /** What people run to get a list encodes anew; ours need not. */
    private void compare(Map<String, JsonNode> peer, Map<String, Double> seconds) {
        seconds.forEach((mode, ours) -> {
            JsonNode line = peer.get(mode.equals("convert") ? "reencode" : mode);
            if (line != null) {
                add(ratios, mode, perImage(line) / ours);
            }
        });
    }

    private static double perImage(JsonNode line) {
        return line.path("seconds").asDouble() / line.path("images").asLong();
    }

    private void report() {
        own.forEach((mode, perImage) -> {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("bench", "data");
            line.put("mode", mode);
            line.put("images_per_s", Timings.rounded(1 / perImage.median()));
            if (ratios.containsKey(mode)) {
                line.put("ratio", Timings.rounded(ratios.get(mode).median()));
            }
            out.println(JsonLines.format(line));
        });
    }
}
