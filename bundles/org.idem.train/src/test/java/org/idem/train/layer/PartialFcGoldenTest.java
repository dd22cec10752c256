package org.idem.train.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.idem.config.AdamWConfig;
import org.idem.config.loss.AdaFaceLoss;
import org.idem.config.loss.CurricularFaceLoss;
import org.idem.config.loss.ElasticFaceLoss;
import org.idem.config.loss.MagFaceLoss;
import org.idem.config.loss.MarginLoss;
import org.idem.config.loss.UniFaceLoss;
import org.idem.plan.ClassShard;
import org.idem.train.centers.CenterAdamW;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.CenterOptimizer;
import org.idem.train.centers.CenterSgd;
import org.idem.train.centers.ClassSample;
import org.idem.train.centers.MemoryCenters;
import org.idem.train.collective.Collective;
import org.idem.train.collective.InProcessCollective;
import org.idem.train.collective.SoloCollective;
import org.idem.train.golden.Fill;
import org.idem.train.golden.Goldens;
import org.idem.train.margin.AdaFace;
import org.idem.train.margin.CombinedMargin;
import org.idem.train.margin.CurricularFace;
import org.idem.train.margin.ElasticFace;
import org.idem.train.margin.MagFace;
import org.idem.train.margin.MarginContext;
import org.idem.train.margin.MarginHead;
import org.idem.train.margin.UniFace;
import org.idem.train.sampling.ClassSampler;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Five steps of Partial FC against the golden values, on one worker and on four. */
@Tag("golden")
class PartialFcGoldenTest {
    private static final JsonNode GOLDEN = Goldens.json("partial_fc");
    private static final int DIM = 16;
    private static final int BATCH = 8;
    private static final int STEPS = 5;

    /** What one worker saw. */
    private record Seen(
            double[] losses,
            List<float[]> gradients,
            float[] centers,
            float[] momentum,
            float[] square,
            Map<String, Double> statistics) {}

    @ParameterizedTest
    @CsvSource({
        "0,1,false,0", "0,1,true,0", "1,1,false,0", "1,1,true,0",
        "0,4,false,0", "0,4,true,0", "1,4,false,0", "1,4,true,0",
        "0,1,false,5", "1,1,true,5", "0,4,true,2", "1,4,false,2"
    })
    void fiveSteps(int index, int world, boolean dense, int tile) throws Exception {
        JsonNode golden = GOLDEN.get("cases").get(index);
        List<Seen> seen = runWorkers(golden, world, Rule.momentum(dense, tile));
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
            assertEquals(0, Goldens.difference(gradient, Centers.joined(parts)), 1e-4, "features, step " + step);
        }
        double[] centers = Goldens.numbers(expected.get("centers_after_5"));
        double[] momentum = Goldens.numbers(expected.get("momentum_after_5"));
        assertEquals(
                0,
                Goldens.difference(
                        centers, Centers.joined(seen.stream().map(Seen::centers).toList())),
                2e-5);
        assertEquals(
                0,
                Goldens.difference(
                        momentum,
                        Centers.joined(seen.stream().map(Seen::momentum).toList())),
                1e-4);
    }

    @ParameterizedTest
    @CsvSource({"1,false,0", "1,true,0", "4,false,0", "4,true,0", "1,true,5", "4,false,2"})
    void fiveStepsOfAdamW(int world, boolean dense, int tile) throws Exception {
        JsonNode adam = Goldens.json("partial_fc_adamw");
        JsonNode expected = adam.get("cases").get(dense ? "dense" : "sparse");
        AdamWConfig moments = new AdamWConfig(0.9, 0.999, 1e-8);
        LongFunction<CenterOptimizer> rule =
                step -> new CenterAdamW(moments, adam.get("weight_decay").asDouble(), step);
        List<Seen> seen = runWorkers(
                GOLDEN.get("cases").get(0),
                world,
                new Rule(rule, adam.get("lr").asDouble(), CombinedMargin.arcFace(0.5, 64), computation(dense, tile)));
        double[] losses = Goldens.numbers(expected.get("loss_mean_per_step"));
        seen.forEach(worker -> assertArrayEquals(losses, worker.losses(), 1e-4));
        assertJoined(expected.get("centers_after_5"), seen, Seen::centers, 2e-5);
        assertJoined(expected.get("exp_avg_after_5"), seen, Seen::momentum, 1e-4);
        assertJoined(expected.get("exp_avg_sq_after_5"), seen, Seen::square, 1e-4);
    }

    static Stream<MarginHead> heads() {
        return Stream.of(
                new CombinedMargin(new MarginLoss(1, 0.5, 0, 64, true, 0.3)),
                new AdaFace(new AdaFaceLoss(0.4, 0.333, 0.01, 64, false)),
                new CurricularFace(new CurricularFaceLoss(0.5, 0.01, 64)),
                new MagFace(new MagFaceLoss(1, 3, 0.45, 0.8, 35, true, 64)),
                new ElasticFace(new ElasticFaceLoss(true, true, 0.5, 0.0175, 64), new MarginContext(1, 1, 1)),
                new UniFace(new UniFaceLoss(0.4, 1, 64, 0), 5));
    }

    @ParameterizedTest
    @MethodSource("heads")
    void fourWorkersWithTilesTakeTheStepsOfOneWithout(MarginHead head) throws Exception {
        LongFunction<CenterOptimizer> rule = step -> new CenterSgd(0.9, 5e-4);
        JsonNode golden = GOLDEN.get("cases").get(1);
        Seen one = runWorkers(golden, 1, new Rule(rule, 0.01, head, PartialFcOptions.full()))
                .get(0);
        List<Seen> four = runWorkers(golden, 4, new Rule(rule, 0.01, head, computation(false, 2)));
        four.forEach(worker ->
                assertEquals(one.statistics().keySet(), worker.statistics().keySet()));
        one.statistics()
                .forEach((name, value) -> four.forEach(
                        worker -> assertEquals(value, worker.statistics().get(name), 1e-4, name)));
        four.forEach(worker -> assertArrayEquals(one.losses(), worker.losses(), 2e-4));
        for (int step = 0; step < STEPS; step++) {
            int number = step;
            float[] gradient = Centers.joined(
                    four.stream().map(worker -> worker.gradients().get(number)).toList());
            assertArrayEquals(one.gradients().get(step), gradient, 2e-4f, "features, step " + step);
        }
        assertArrayEquals(
                one.centers(), Centers.joined(four.stream().map(Seen::centers).toList()), 2e-5f);
    }

    private static void assertJoined(
            JsonNode expected, List<Seen> seen, Function<Seen, float[]> part, double tolerance) {
        float[] actual = Centers.joined(seen.stream().map(part).toList());
        assertEquals(0, Goldens.difference(Goldens.numbers(expected), actual), tolerance);
    }

    /** How centers move in a step counted from 1, and how fast. */
    private record Rule(LongFunction<CenterOptimizer> ofStep, double rate, MarginHead head, PartialFcOptions options) {
        static Rule momentum(boolean dense, int tile) {
            return new Rule(
                    step -> new CenterSgd(0.9, 5e-4), 0.1, CombinedMargin.arcFace(0.5, 64), computation(dense, tile));
        }
    }

    private static PartialFcOptions computation(boolean dense, int tile) {
        return new PartialFcOptions(true, dense, tile, 2);
    }

    private static List<Seen> runWorkers(JsonNode golden, int world, Rule rule) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(world);
        try {
            List<InProcessCollective> members = world == 1 ? List.of() : InProcessCollective.create(world);
            List<Future<Seen>> futures = IntStream.range(0, world)
                    .mapToObj(rank -> threads.submit(
                            () -> runWorker(golden, world == 1 ? new SoloCollective() : members.get(rank), rule)))
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

    private static Seen runWorker(JsonNode golden, Collective workers, Rule rule) {
        int classes = golden.get("C").asInt();
        ClassShard shard = ClassShard.of(classes, workers.rank(), workers.world());
        float[] start = Fill.symmetric("pfc.centers." + classes, classes * DIM, Math.sqrt(3.0 / DIM));
        MemoryCenters centers =
                Centers.of(Arrays.copyOfRange(start, shard.start() * DIM, (shard.start() + shard.count()) * DIM), DIM);
        long[] labels = Goldens.longs(GOLDEN.get("labels"));
        int own = BATCH / workers.world();
        double[] losses = new double[STEPS];
        List<float[]> gradients = new ArrayList<>();
        try (PartialFc layer =
                new PartialFc(workers, shard, centers, fixedSample(golden, shard), rule.head(), rule.options())) {
            for (int step = 0; step < STEPS; step++) {
                int number = step;
                float[] features = Arrays.copyOfRange(
                        Fill.symmetric("pfc.features." + step, BATCH * DIM, 1),
                        own * workers.rank() * DIM,
                        own * (workers.rank() + 1) * DIM);
                long[] mine = Arrays.copyOfRange(labels, own * workers.rank(), own * (workers.rank() + 1));
                TensorScope.run(() -> {
                    layer.beginStep(mine, number);
                    gradients.add(layer.forwardBackward(Tensor.of(features, own, DIM), mine, 1)
                            .toFloats());
                });
                losses[number] = layer.settle();
                layer.update(rule.ofStep().apply(step + 1), rule.rate());
            }
            return new Seen(
                    losses,
                    gradients,
                    Centers.all(centers, CenterField.CENTERS),
                    Centers.all(centers, CenterField.MOMENTUM),
                    Centers.all(centers, CenterField.SQUARE),
                    layer.statistics());
        }
    }

    private static ClassSampler fixedSample(JsonNode golden, ClassShard shard) {
        return (positives, step) -> {
            long[] global = Goldens.longs(golden.get("global_ids_per_step").get((int) step));
            int[] local = Arrays.stream(global)
                    .filter(shard::contains)
                    .mapToInt(id -> (int) id - shard.start())
                    .toArray();
            return ClassSample.of(local, shard.count());
        };
    }
}
