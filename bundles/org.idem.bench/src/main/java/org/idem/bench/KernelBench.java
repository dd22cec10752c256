package org.idem.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.idem.model.ModelSpec;
import org.idem.protocol.JsonLines;
import org.idem.train.collective.SoloCollective;
import org.idem.train.kernels.KernelChoice;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.CpuFeatures;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.Libtorch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Training steps with our own kernels and with libtorch's operations alone, in turns. */
@Command(
        name = "kernels",
        description = "A training step with our own kernels and without, in turns.",
        mixinStandardHelpOptions = true)
final class KernelBench implements Runnable {
    @Option(names = "--model", defaultValue = "MobileFaceNet_base", description = "Backbone (${DEFAULT-VALUE}).")
    private String model;

    @Option(names = "--batch", defaultValue = "16", description = "Images of a step (${DEFAULT-VALUE}).")
    private int batch;

    @Option(names = "--classes", defaultValue = "10000", description = "Identities (${DEFAULT-VALUE}).")
    private int classes;

    @Option(names = "--rounds", defaultValue = "4", description = "Turns (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--steps", defaultValue = "3", description = "Timed steps in a turn (${DEFAULT-VALUE}).")
    private int steps;

    @Option(names = "--precision", defaultValue = "fp32", description = "fp32 or bf16 (${DEFAULT-VALUE}).")
    private String precision;

    @Option(names = "--threads", defaultValue = "0", description = "Computing threads; 0 for all cores.")
    private int threads;

    /** Time of one way's steps. */
    private static final class Turns {
        private Timings seconds = Timings.none();
        private Timings processor = Timings.none();
    }

    @Override
    public void run() {
        threads = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        Libtorch.prepareThread(threads);
        KernelChoice automatic = KernelChoice.automatic(Device.CPU, CpuFeatures.detect());
        Turns libtorch = new Turns();
        Turns vector = new Turns();
        try (TrainStep without = step(KernelChoice.libtorch("for comparison"));
                TrainStep with = step(automatic)) {
            for (int round = 0; round < rounds; round++) {
                turn(without, libtorch);
                turn(with, vector);
            }
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("bench", "kernels");
        line.put("model", model);
        line.put("batch", batch);
        line.put("threads", threads);
        line.put("precision", precision);
        line.put("kernels", automatic.describe());
        line.put("libtorch_ms", Timings.milliseconds(libtorch.seconds.median()));
        line.put("kernels_ms", Timings.milliseconds(vector.seconds.median()));
        line.put("ratio", Timings.rounded(libtorch.seconds.median() / vector.seconds.median()));
        line.put("cpu_ratio", Timings.rounded(libtorch.processor.median() / vector.processor.median()));
        System.out.println(JsonLines.format(line));
    }

    private TrainStep step(KernelChoice kernels) {
        ComputeOptions options = precision.equals("bf16") ? ComputeOptions.BF16 : ComputeOptions.FP32;
        return new TrainStep(
                new TrainStep.Setting(ModelSpec.of(model), batch, classes, true, options, kernels),
                new SoloCollective());
    }

    /** One step warms up. */
    private void turn(TrainStep step, Turns turns) {
        step.run();
        long before = ProcessorTime.nanoseconds();
        turns.seconds = turns.seconds.and(Timings.of(steps, step::run));
        double processor = (ProcessorTime.nanoseconds() - before) / 1e9 / steps;
        turns.processor = turns.processor.and(Timings.once(processor));
    }
}
