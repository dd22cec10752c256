package org.idem.train.head;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.idem.train.collective.Collective;
import org.idem.train.collective.InProcessCollective;
import org.idem.train.collective.SoloCollective;
import org.idem.train.golden.Fill;
import org.idem.train.golden.Goldens;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Five steps of Partial FC against the golden values, on one worker and on four. */
@Tag("golden")
class PartialFcGoldenTest {
    private static final JsonNode GOLDEN = Goldens.json("partial_fc");
    private static final int DIM = 16;
    private static final int BATCH = 8;
    private static final int STEPS = 5;

    /** What one worker saw. */
    private record Seen(double[] losses, List<float[]> gradients, float[] centers, float[] momentum) {}

    @ParameterizedTest
    @CsvSource({
        "0,1,false", "0,1,true", "1,1,false", "1,1,true",
        "0,4,false", "0,4,true", "1,4,false", "1,4,true"
    })
    void fiveSteps(int index, int world, boolean dense) throws Exception {
        JsonNode golden = GOLDEN.get("cases").get(index);
        List<Seen> seen = runWorkers(golden, world, dense);
        JsonNode expected = golden.get(dense ? "dense" : "sparse");
        for (int step = 0; step < STEPS; step++) {
            JsonNode values = expected.get("steps").get(step);
            double loss = values.get("loss_mean").asDouble();
            List<float[]> parts = new ArrayList<>();
            for (Seen worker : seen) {
                assertEquals(loss, worker.losses()[step], 1e-4);
                parts.add(worker.gradients().get(step));
            }
            double[] gradient = Goldens.numbers(values.get("feature_grad"));
            assertEquals(0, Goldens.difference(gradient, joined(parts)), 1e-4, "features, step " + step);
        }
        double[] centers = Goldens.numbers(expected.get("centers_after_5"));
        double[] momentum = Goldens.numbers(expected.get("momentum_after_5"));
        assertEquals(
                0,
                Goldens.difference(
                        centers, joined(seen.stream().map(Seen::centers).toList())),
                2e-5);
        assertEquals(
                0,
                Goldens.difference(
                        momentum, joined(seen.stream().map(Seen::momentum).toList())),
                1e-4);
    }

    private static List<Seen> runWorkers(JsonNode golden, int world, boolean dense) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(world);
        try {
            List<InProcessCollective> members = world == 1 ? List.of() : InProcessCollective.create(world);
            List<Future<Seen>> futures = IntStream.range(0, world)
                    .mapToObj(rank -> threads.submit(
                            () -> runWorker(golden, world == 1 ? new SoloCollective() : members.get(rank), dense)))
                    .toList();
            List<Seen> seen = new ArrayList<>();
            for (Future<Seen> future : futures) {
                seen.add(future.get());
            }
            return seen;
        } finally {
            threads.shutdown();
        }
    }

    private static Seen runWorker(JsonNode golden, Collective workers, boolean dense) {
        int classes = golden.get("C").asInt();
        ClassShard shard = ClassShard.of(classes, workers.rank(), workers.world());
        float[] start = Fill.symmetric("pfc.centers." + classes, classes * DIM, Math.sqrt(3.0 / DIM));
        MemoryCenters centers = MemoryCenters.of(
                Arrays.copyOfRange(start, shard.start() * DIM, (shard.start() + shard.count()) * DIM), DIM);
        long[] labels = Goldens.longs(GOLDEN.get("labels"));
        int own = BATCH / workers.world();
        double[] losses = new double[STEPS];
        List<float[]> gradients = new ArrayList<>();
        try (ClassificationLayer layer =
                new ClassificationLayer(workers, shard, centers, fixedSample(golden, shard), Margin.arcFace(0.5, 64))) {
            for (int step = 0; step < STEPS; step++) {
                int number = step;
                float[] features = Arrays.copyOfRange(
                        Fill.symmetric("pfc.features." + step, BATCH * DIM, 1),
                        own * workers.rank() * DIM,
                        own * (workers.rank() + 1) * DIM);
                long[] mine = Arrays.copyOfRange(labels, own * workers.rank(), own * (workers.rank() + 1));
                TensorScope.run(() -> {
                    ClassificationLayer.Pass pass = layer.pass(Tensor.of(features, own, DIM), mine, number, 1);
                    losses[number] = pass.loss();
                    gradients.add(pass.gradient().toFloats());
                });
                layer.update(new CenterMomentum(0.9, 5e-4, dense), 0.1);
            }
            return new Seen(
                    losses, gradients, centers.readCenters(0, shard.count()), centers.readMomentum(0, shard.count()));
        }
    }

    private static ClassSampler fixedSample(JsonNode golden, ClassShard shard) {
        return (positives, step) -> {
            long[] global = Goldens.longs(golden.get("global_ids_per_step").get((int) step));
            int[] local = Arrays.stream(global)
                    .filter(shard::holds)
                    .mapToInt(id -> (int) id - shard.start())
                    .toArray();
            return ClassSample.of(local, shard.count());
        };
    }

    private static float[] joined(List<float[]> parts) {
        int length = parts.stream().mapToInt(part -> part.length).sum();
        float[] all = new float[length];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
