package org.idem.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.idem.plan.LogitTiles;
import org.idem.protocol.JsonLines;
import org.idem.train.centers.CenterFormat;
import org.idem.train.tensor.Libtorch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A step of the classification layer alone, full and tiled, beside PyTorch's Partial FC if it is given. */
@Command(
        name = "head",
        description = "A step of the classification layer, beside PyTorch's if one is given.",
        mixinStandardHelpOptions = true)
final class HeadBench implements Runnable {
    @Option(
            names = "--classes",
            split = ",",
            defaultValue = "1000000",
            description = "Identities, several by commas (${DEFAULT-VALUE}).")
    private List<Integer> classes;

    @Option(names = "--ratio", defaultValue = "0.1", description = "Part of them in a step (${DEFAULT-VALUE}).")
    private double ratio;

    @Option(names = "--sample", description = "Classes of a step, whatever their number; instead of --ratio.")
    private int sample;

    @Option(names = "--batch", defaultValue = "64", description = "Images of a step (${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = {"--logits", "--walks"},
            split = ",",
            defaultValue = "full,tiled",
            description = "full, tiled or both (${DEFAULT-VALUE}).")
    private List<String> computations;

    @Option(
            names = "--tile",
            defaultValue = "" + LogitTiles.TILE_SIZE,
            description = "Classes of a tile (${DEFAULT-VALUE}).")
    private int tile;

    @Option(
            names = "--formats",
            split = ",",
            defaultValue = "fp32",
            description = "fp32, bf16_master, bf16, several by commas (${DEFAULT-VALUE}).")
    private List<String> formats;

    @Option(names = "--rounds", defaultValue = "3", description = "Turns (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--steps", defaultValue = "4", description = "Timed steps in a turn (${DEFAULT-VALUE}).")
    private int steps;

    @Option(names = "--peer-python", description = "Python that has torch.")
    private Path python;

    @Option(names = "--peer-script", description = "Script that measures PyTorch's Partial FC.")
    private Path script;

    private final PrintStream out = System.out;

    @Override
    public void run() {
        Libtorch.prepareThread(Runtime.getRuntime().availableProcessors());
        for (int count : classes) {
            Timings peer = python == null || script == null ? Timings.none() : peer(count);
            for (String format : formats) {
                for (String computation : computations) {
                    measure(count, CenterFormat.valueOf(format.toUpperCase(Locale.ROOT)), computation, peer);
                }
            }
        }
    }

    private double ratioOf(int count) {
        return sample > 0 ? (double) sample / count : ratio;
    }

    private void measure(int count, CenterFormat format, String computation, Timings peer) {
        int classesOfTile = computation.equals("tiled") ? tile : 0;
        Timings own = Timings.none();
        double growth;
        double processor = 0;
        Timings floor = Timings.none();
        double floorProcessor = 0;
        try (HeadFloor least = new HeadFloor((int) (ratioOf(count) * count), batch, HeadStep.DIM);
                HeadStep step = new HeadStep(count, ratioOf(count), batch, format, classesOfTile)) {
            double memory = ResidentSize.ofThisProcess().mebibytes();
            for (int round = 0; round < rounds; round++) {
                least.run();
                long before = ProcessorTime.nanoseconds();
                floor = floor.and(Timings.of(steps, least::run));
                floorProcessor += (ProcessorTime.nanoseconds() - before) / 1e9;
                step.run();
                before = ProcessorTime.nanoseconds();
                own = own.and(Timings.of(steps, step::run));
                processor += (ProcessorTime.nanoseconds() - before) / 1e9;
            }
            growth = ResidentSize.ofThisProcess().mebibytes() - memory;
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("bench", "head");
        line.put("classes", count);
        line.put("sample", (long) (ratioOf(count) * count));
        line.put("batch", batch);
        line.put("centers", format.name().toLowerCase(Locale.ROOT));
        line.put("logits", computation);
        line.put("ms", Timings.milliseconds(own.median()));
        line.put("floor_ms", Timings.milliseconds(floor.median()));
        line.put("of_floor", Timings.rounded(own.median() / floor.median()));
        line.put("processor_ms", Timings.milliseconds(processor / rounds / steps));
        line.put("floor_processor_ms", Timings.milliseconds(floorProcessor / rounds / steps));
        line.put("of_floor_processor", Timings.rounded(processor / floorProcessor));
        line.put("memory_of_steps_mib", Math.round(growth));
        if (peer.seconds().length > 0) {
            line.put("peer_ms", Timings.milliseconds(peer.median()));
            line.put("ratio", Timings.rounded(peer.median() / own.median()));
        }
        out.println(JsonLines.format(line));
    }

    private Timings peer(int count) {
        Map<String, JsonNode> lines = new Peer(python, script)
                .run(List.of(
                        "--classes",
                        "" + count,
                        "--ratio",
                        "" + ratioOf(count),
                        "--batch",
                        "" + batch,
                        "--steps",
                        "" + steps));
        return lines.values().stream()
                .map(line -> new Timings(new double[] {line.path("ms").asDouble() / 1e3}))
                .reduce(Timings.none(), Timings::and);
    }
}
