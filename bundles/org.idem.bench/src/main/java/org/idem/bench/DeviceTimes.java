package org.idem.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.idem.core.Units;
import org.idem.model.ModelSpec;
import org.idem.plan.LogitTiles;
import org.idem.train.centers.CenterFormat;
import org.idem.train.collective.SoloCollective;
import org.idem.train.kernels.KernelChoice;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.CpuFeatures;
import org.idem.train.tensor.CudaRuntime;
import org.idem.train.tensor.Device;

/**
 * What steps take on a device, with memory, beside PyTorch's if it is given: in fp16 on a card, in fp32 on the processor. The
 * device has done everything when a step's time is taken.
 */
final class DeviceTimes {
    private static final int CLASSES = 10_000;

    /** Makes PyTorch's script of the classification layer compute on a card, and wait for it when it looks at the clock. */
    private static final String ON_CARD =
            """
            import runpy, sys, time, torch
            torch.set_default_device("cuda")
            clock = time.perf_counter
            time.perf_counter = lambda: (torch.cuda.synchronize(), clock())[1]
            sys.argv = sys.argv[1:]
            runpy.run_path(sys.argv[0], run_name="__main__")
            """;

    private final Device device;
    private final int steps;
    private final Path python;
    private final Path stepScript;
    private final Path centersScript;

    /**
     * Times on a device.
     *
     * @param steps timed steps of each
     * @param python a Python that has torch, or null
     * @param stepScript measures PyTorch's whole step, or null
     * @param centersScript measures PyTorch's classification layer, or null
     */
    DeviceTimes(Device device, int steps, Path python, Path stepScript, Path centersScript) {
        this.device = device;
        this.steps = steps;
        this.python = python;
        this.stepScript = stepScript;
        this.centersScript = centersScript;
    }

    private boolean isCard() {
        return device.kind() == Device.Kind.CUDA;
    }

    private Timings measure(Runnable step) {
        Runnable whole = isCard()
                ? () -> {
                    step.run();
                    CudaRuntime.synchronize();
                }
                : step;
        Timings.of(2, whole);
        return Timings.of(steps, whole);
    }

    private void putMemory(Map<String, Object> line) {
        if (!isCard()) {
            line.put("memory", Math.round(ResidentSize.ofThisProcess().mebibytes()) + " MiB");
        } else {
            CudaRuntime.CardMemory memory = CudaRuntime.memory();
            line.put("memory", Units.bytes(memory.total() - memory.free()) + " of " + Units.bytes(memory.total()));
        }
    }

    /** A whole step of a network over ten thousand classes. */
    Map<String, Object> step(String model, int batch) {
        ComputeOptions options = isCard() ? ComputeOptions.FP16 : ComputeOptions.FP32;
        KernelChoice kernels = KernelChoice.automatic(device, CpuFeatures.detect());
        TrainStep.Setting setting = new TrainStep.Setting(ModelSpec.of(model), batch, CLASSES, true, options, kernels);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("batch", batch);
        double seconds;
        try (TrainStep step = new TrainStep(setting, new SoloCollective())) {
            seconds = measure(step::run).median();
            line.put("ms", Timings.milliseconds(seconds));
            line.put("images_per_s", Timings.rounded(batch / seconds));
            putMemory(line);
        }
        if (python != null && stepScript != null) {
            double best = new Peer(python, stepScript)
                            .run(List.of(
                                    "--model",
                                    Peer.nameOf(model),
                                    "--batch",
                                    "" + batch,
                                    "--classes",
                                    "" + CLASSES,
                                    "--steps",
                                    "" + steps,
                                    "--modes",
                                    isCard() ? "amp,amp_cl" : "shipped,channels_last"))
                            .values()
                            .stream()
                            .mapToDouble(peer -> peer.path("images_per_s").asDouble())
                            .max()
                            .orElseThrow();
            line.put("peer_images_per_s", best);
            line.put("ratio", Timings.rounded(batch / seconds / best));
        }
        return line;
    }

    /** A step of the classification layer. */
    Map<String, Object> centers(int classes, double ratio, int batch) {
        int tile = ratio >= 1 ? LogitTiles.TILE_SIZE : 0;
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("classes", classes);
        line.put("sample_ratio", ratio);
        line.put("batch", batch);
        double seconds;
        try (HeadStep step = new HeadStep(classes, ratio, batch, CenterFormat.FP32, tile)) {
            seconds = measure(step::run).median();
            line.put("ms", Timings.milliseconds(seconds));
            putMemory(line);
        }
        if (python != null && centersScript != null && ratio < 1) {
            withPeer(script -> {
                double peer = new Peer(python, script)
                                .run(List.of(
                                        centersScript.toString(),
                                        "--classes",
                                        "" + classes,
                                        "--ratio",
                                        "" + ratio,
                                        "--batch",
                                        "" + batch))
                                .values()
                                .iterator()
                                .next()
                                .path("ms")
                                .asDouble()
                        / 1e3;
                line.put("peer_ms", Timings.milliseconds(peer));
                line.put("ratio", Timings.rounded(peer / seconds));
            });
        }
        return line;
    }

    private void withPeer(Consumer<Path> work) {
        try {
            Path script = Files.createTempFile("idem-peer", ".py");
            try {
                Files.writeString(script, isCard() ? ON_CARD : ON_CARD.replaceAll("(?m)^(torch|time|clock).*\n", ""));
                work.accept(script);
            } finally {
                Files.delete(script);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
