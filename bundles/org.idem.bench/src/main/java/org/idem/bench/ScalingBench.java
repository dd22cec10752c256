package org.idem.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.idem.model.ModelSpec;
import org.idem.protocol.JsonLines;
import org.idem.train.collective.Collective;
import org.idem.train.collective.InProcessCollective;
import org.idem.train.collective.SoloCollective;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.CpuFeatures;
import org.idem.train.tensor.Libtorch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Two workers of one thread each beside one worker of one thread, each with the same batch: images per second. */
@Command(name = "scaling", description = "Two workers beside one, a thread each.", mixinStandardHelpOptions = true)
final class ScalingBench implements Callable<Integer> {
    private static final int WORKERS = 2;

    @Option(names = "--model", defaultValue = "IResNet50", description = "Backbone (${DEFAULT-VALUE}).")
    private String model;

    @Option(names = "--batch", defaultValue = "16", description = "Images of a worker's step (${DEFAULT-VALUE}).")
    private int batch;

    @Option(names = "--classes", defaultValue = "10000", description = "Identities (${DEFAULT-VALUE}).")
    private int classes;

    @Option(names = "--rounds", defaultValue = "3", description = "Turns (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--steps", defaultValue = "4", description = "Timed steps in a turn (${DEFAULT-VALUE}).")
    private int steps;

    private final ExecutorService threads = Executors.newFixedThreadPool(WORKERS);

    @Override
    public Integer call() throws ExecutionException, InterruptedException {
        ComputeOptions options = CpuFeatures.detect().hasBf16Products() ? ComputeOptions.BF16 : ComputeOptions.FP32;
        TrainStep.Setting setting = new TrainStep.Setting(ModelSpec.of(model), batch, classes, true, options);
        Timings one = Timings.none();
        Timings two = Timings.none();
        List<TrainStep> alone = List.of(new TrainStep(setting, new SoloCollective()));
        List<TrainStep> together = new ArrayList<>();
        for (Collective member : InProcessCollective.create(WORKERS)) {
            together.add(new TrainStep(setting, member));
        }
        try {
            for (int round = 0; round < rounds; round++) {
                one = one.and(turn(alone));
                two = two.and(turn(together));
            }
        } finally {
            threads.shutdown();
            alone.forEach(TrainStep::close);
            together.forEach(TrainStep::close);
        }
        report(one, two);
        return 0;
    }

    /** All workers at once; what the first of them measured, one step having warmed up. */
    private Timings turn(List<TrainStep> workers) throws ExecutionException, InterruptedException {
        List<Future<Timings>> measured = new ArrayList<>();
        for (TrainStep worker : workers) {
            measured.add(threads.submit(() -> {
                Libtorch.prepareThread(1);
                worker.run();
                return Timings.of(steps, worker::run);
            }));
        }
        Timings first = null;
        for (Future<Timings> one : measured) {
            first = first == null ? one.get() : first;
            one.get();
        }
        return first;
    }

    private void report(Timings one, Timings two) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("bench", "scaling");
        line.put("model", model);
        line.put("batch", batch);
        line.put("one_worker_ms", Timings.milliseconds(one.median()));
        line.put("two_workers_ms", Timings.milliseconds(two.median()));
        line.put("ratio", Timings.rounded(WORKERS * one.median() / two.median()));
        System.out.println(JsonLines.format(line));
    }
}
