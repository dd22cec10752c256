package org.idem.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.idem.data.ImageDataset;
import org.idem.data.format.Datasets;
import org.idem.protocol.JsonLines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reading, decoding and transforming images beside a loop over OpenCV that does the same, in turns. */
@Command(
        name = "input",
        description = "The input pipeline alone, beside OpenCV's if one is given.",
        mixinStandardHelpOptions = true)
final class InputBench implements Callable<Integer> {
    @Option(names = "--images", required = true, description = "Training set: train.rec or a folder that holds it.")
    private Path images;

    @Option(names = "--seconds", defaultValue = "5", description = "Length of a turn (${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--rounds", defaultValue = "3", description = "Turns after the first, uncounted one.")
    private int rounds;

    @Option(names = "--batch", defaultValue = "64", description = "Images of a batch (${DEFAULT-VALUE}).")
    private int batch;

    @Option(names = "--threads", defaultValue = "1", description = "Decoding threads (${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--side", defaultValue = "112", description = "Side of the images in pixels (${DEFAULT-VALUE}).")
    private int side;

    @Option(names = "--peer-python", description = "Python that has OpenCV.")
    private Path python;

    @Option(names = "--peer-script", description = "Script that measures OpenCV's loop.")
    private Path script;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws IOException {
        InputTurn.Result own = InputTurn.Result.NONE;
        Map<String, InputTurn.Result> peers = new LinkedHashMap<>();
        try (ImageDataset set = Datasets.openImages(images);
                InputTurn turn = new InputTurn(set, batch, side, threads)) {
            turn.run(seconds);
            for (int round = 0; round < rounds; round++) {
                own = own.and(turn.run(seconds));
                if (python != null && script != null) {
                    peer(set).forEach((mode, line) -> peers.merge(mode, result(line), InputTurn.Result::and));
                }
            }
        }
        report(own, peers);
        return 0;
    }

    private Map<String, JsonNode> peer(ImageDataset set) {
        return new Peer(python, script)
                .run(List.of("--images", set.path().toString(), "--seconds", Double.toString(seconds)));
    }

    private static InputTurn.Result result(JsonNode line) {
        return new InputTurn.Result(
                line.path("images").asLong(),
                line.path("seconds").asDouble(),
                line.path("cpu_seconds").asDouble(),
                0);
    }

    private void report(InputTurn.Result own, Map<String, InputTurn.Result> peers) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("bench", "input");
        line.put("threads", threads);
        line.put("images_per_s", Timings.rounded(own.images() / own.seconds()));
        line.put("images_per_core_s", Timings.rounded(own.perCore()));
        line.put("allocated_bytes_per_image", Math.round((double) own.allocated() / own.images()));
        out.println(JsonLines.format(line));
        peers.forEach((mode, result) -> {
            Map<String, Object> peer = new LinkedHashMap<>();
            peer.put("bench", "input");
            peer.put("peer", mode);
            peer.put("images_per_s", Timings.rounded(result.images() / result.seconds()));
            peer.put("images_per_core_s", Timings.rounded(result.perCore()));
            peer.put("ratio_per_core", Timings.rounded(own.perCore() / result.perCore()));
            out.println(JsonLines.format(peer));
        });
    }
}
