package org.idem.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.idem.model.ModelSpec;
import org.idem.protocol.JsonLines;
import org.idem.train.collective.SoloCollective;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.CpuFeatures;
import org.idem.train.tensor.Libtorch;
import org.idem.train.tensor.Profiler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Training steps beside PyTorch's, in turns: ours, the peer's, ours … */
@Command(
        name = "step",
        description = "A training step, beside PyTorch's if one is given.",
        mixinStandardHelpOptions = true)
final class StepBench implements Runnable {
    /** Operations that take less of a step are not listed. */
    private static final double NOTEWORTHY = 0.005;

    @Option(names = "--model", defaultValue = "IResNet50", description = "Backbone (${DEFAULT-VALUE}).")
    private String model;

    @Option(names = "--batch", defaultValue = "16", description = "Images of a step (${DEFAULT-VALUE}).")
    private int batch;

    @Option(names = "--classes", defaultValue = "10000", description = "Identities (${DEFAULT-VALUE}).")
    private int classes;

    @Option(names = "--rounds", defaultValue = "3", description = "Turns (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--steps", defaultValue = "5", description = "Timed steps in a turn (${DEFAULT-VALUE}).")
    private int steps;

    @Option(names = "--warmup", defaultValue = "2", description = "Steps before those (${DEFAULT-VALUE}).")
    private int warmup;

    @Option(
            names = "--precision",
            defaultValue = "auto",
            description = "fp32, bf16, or auto: bf16 where the processor has it (${DEFAULT-VALUE}).")
    private String precision;

    @Option(names = "--nchw", description = "Channels first in memory.")
    private boolean nchw;

    @Option(names = "--peer-python", description = "Python that has torch.")
    private Path python;

    @Option(names = "--peer-script", description = "Script that measures PyTorch's step.")
    private Path script;

    @Option(
            names = "--peer-modes",
            defaultValue = "shipped,channels_last,bf16",
            description = "What it measures (${DEFAULT-VALUE}).")
    private String modes;

    @Option(names = "--threads", defaultValue = "0", description = "Computing threads; 0 for all cores.")
    private int threads;

    @Option(names = "--operations", description = "Profile a step: where time goes, by operation.")
    private boolean operations;

    private final PrintStream out = System.out;
    private final Map<String, PeerTurns> peers = new LinkedHashMap<>();
    private Timings own = Timings.none();
    private Timings cpu = Timings.none();

    @Override
    public void run() {
        threads = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        Libtorch.prepareThread(threads);
        boolean narrow = precision.equals("bf16")
                || precision.equals("auto") && CpuFeatures.detect().hasBf16Products();
        ComputeOptions options = narrow ? ComputeOptions.BF16 : ComputeOptions.FP32;
        TrainStep.Setting setting = new TrainStep.Setting(ModelSpec.of(model), batch, classes, !nchw, options);
        try (TrainStep step = new TrainStep(setting, new SoloCollective())) {
            for (int round = 0; round < rounds; round++) {
                for (String mode : python == null || script == null ? new String[] {"none"} : modes.split(",")) {
                    turn(step, mode);
                }
            }
            report(setting);
            if (operations) {
                profile(step);
            }
        }
    }

    private void turn(TrainStep step, String mode) {
        Timings.of(warmup, step::run);
        long before = ProcessorTime.nanoseconds();
        Timings now = Timings.of(steps, step::run);
        double processor = (ProcessorTime.nanoseconds() - before) / 1e9 / steps;
        own = own.and(now);
        cpu = cpu.and(Timings.once(processor));
        if (python != null && script != null) {
            peers.computeIfAbsent(mode, name -> new PeerTurns()).add(peer(mode), now.median(), processor);
        }
    }

    private void profile(TrainStep step) {
        try {
            Path trace = Files.createTempFile("idem-trace", ".json");
            Profiler.record(trace, step::run);
            OperationTimes times = OperationTimes.of(trace);
            Files.delete(trace);
            times.milliseconds().forEach((name, milliseconds) -> {
                if (milliseconds > NOTEWORTHY * times.total()) {
                    out.println(JsonLines.format(Map.of(
                            "bench", "step", "model", model, "operation", name, "ms", Timings.rounded(milliseconds))));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode peer(String mode) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("--model", Peer.nameOf(model));
        options.put("--batch", Integer.toString(batch));
        options.put("--classes", Integer.toString(classes));
        options.put("--steps", Integer.toString(steps));
        options.put("--warmup", Integer.toString(warmup));
        options.put("--threads", Integer.toString(threads));
        options.put("--modes", mode);
        List<String> arguments = new ArrayList<>();
        options.forEach((name, value) -> arguments.addAll(List.of(name, value)));
        return new Peer(python, script).run(arguments).get(mode);
    }

    private void report(TrainStep.Setting setting) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("bench", "step");
        line.put("model", model);
        line.put("batch", batch);
        line.put("threads", threads);
        line.put("precision", setting.options().isMixed() ? "bf16" : "fp32");
        line.put("layout", setting.channelsLast() ? "channels-last" : "NCHW");
        line.put("ms", Timings.milliseconds(own.median()));
        line.put("images_per_s", Timings.rounded(batch / own.median()));
        line.put("cpu_ms", Timings.milliseconds(cpu.median()));
        out.println(JsonLines.format(line));
        peers.forEach((mode, turns) -> out.println(JsonLines.format(turns.report(model, mode, batch))));
    }
}
