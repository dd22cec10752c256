package org.idem.train.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.idem.config.loss.AdaFaceLoss;
import org.idem.config.loss.CurricularFaceLoss;
import org.idem.config.loss.ElasticFaceLoss;
import org.idem.config.loss.MagFaceLoss;
import org.idem.config.loss.MarginLoss;
import org.idem.config.loss.UniFaceLoss;
import org.idem.plan.ClassShard;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.CenterSgd;
import org.idem.train.centers.MemoryCenters;
import org.idem.train.collective.Collective;
import org.idem.train.collective.InProcessCollective;
import org.idem.train.collective.SoloCollective;
import org.idem.train.golden.Goldens;
import org.idem.train.margin.AdaFace;
import org.idem.train.margin.BatchStatistics;
import org.idem.train.margin.CombinedMargin;
import org.idem.train.margin.CurricularFace;
import org.idem.train.margin.ElasticFace;
import org.idem.train.margin.MagFace;
import org.idem.train.margin.MarginHead;
import org.idem.train.margin.UniFace;
import org.idem.train.sampling.ClassSampler;
import org.idem.train.tensor.DoubleVector;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Heads against the values of their authors' own code, on one worker and with classes divided among several. */
@Tag("golden")
class HeadsGoldenTest {
    private static final JsonNode GOLDEN = Goldens.json("heads");
    private static final int ROWS = 8;
    private static final int CLASSES = 23;
    private static final int DIM = 16;
    private static final int EDGE = 3;
    /** Where some of the authors cut the loss of a row. */
    private static final double FLOORED = 69.07755;

    /** Its authors divide by at least this; here all heads see embeddings normalised in one way. */
    private static final double SMALLEST_NORM_OF_UNIFACE = 1e-5;

    private static final Map<String, MarginHead> HEADS = heads();

    private static Map<String, MarginHead> heads() {
        Map<String, MarginHead> heads = new LinkedHashMap<>();
        heads.put("arcface", new CombinedMargin(new MarginLoss(1, 0.5, 0, 64, true, 0)));
        heads.put("cosface", CombinedMargin.cosFace(0.4, 64));
        heads.put("adaface", new AdaFace(new AdaFaceLoss(0.4, 0.333, 0.01, 64, false)));
        heads.put("adaface_alpha1", new AdaFace(new AdaFaceLoss(0.4, 0.333, 1, 64, false)));
        heads.put("adaface_small_std", new AdaFace(new AdaFaceLoss(0.4, 0.333, 0.01, 64, false)));
        heads.put("adaface_straight", new AdaFace(new AdaFaceLoss(0.4, 0.333, 0.01, 64, true)));
        heads.put("curricularface", new CurricularFace(new CurricularFaceLoss(0.5, 0.01, 64)));
        heads.put("magface", new MagFace(new MagFaceLoss(10, 110, 0.45, 0.8, 35, true, 64)));
        heads.put("magface_not_easy", new MagFace(new MagFaceLoss(10, 110, 0.45, 0.8, 35, false, 64)));
        for (String form : List.of("elastic_arc", "elastic_arc_plus", "elastic_cos", "elastic_cos_plus")) {
            heads.put(form, new ElasticFace(elastic(form), drawn(form)));
        }
        heads.put("uniface", new UniFace(new UniFaceLoss(0.4, 1, 64, 0), Math.log(10 * CLASSES)));
        return heads;
    }

    private static ElasticFaceLoss elastic(String form) {
        return new ElasticFaceLoss(form.contains("arc"), form.contains("plus"), 0.5, 0.05, 64);
    }

    /** The margins that the authors' code drew, an input. */
    private static ElasticFace.MarginSource drawn(String form) {
        return (pass, rows) -> Goldens.numbers(step(form, (int) pass).get("drawn_margins"));
    }

    static Stream<Arguments> headsAndWorlds() {
        return HEADS.keySet().stream()
                .flatMap(name -> IntStream.of(1, 2, 4).boxed().flatMap(world -> Stream.of(0, 3)
                        .map(tile -> Arguments.of(name, world, tile))));
    }

    static Stream<String> names() {
        return HEADS.keySet().stream();
    }

    private static Map<String, Double> start(String name) {
        return name.equals("adaface_small_std")
                ? Map.of("norm_mean", 20.0, "norm_std", 5.0)
                : HEADS.get(name).initialStatistics();
    }

    /** The edge begins anew, but for what is drawn in it. */
    private static Map<String, Double> startOfEdge(String name) {
        return HEADS.get(name) instanceof ElasticFace ? Map.of("passes", (double) EDGE) : start(name);
    }

    private static JsonNode step(String name, int step) {
        return GOLDEN.get("heads").get(name).get(step);
    }

    /** What a worker saw of one step. */
    private record Seen(double loss, float[] features, float[] centers, Map<String, Double> statistics) {}

    @ParameterizedTest
    @MethodSource("headsAndWorlds")
    void threeStepsWithFixedCenters(String name, int world, int tile) throws Exception {
        List<List<Seen>> workers = runWorkers(name, world, tile);
        for (int step = 0; step < EDGE; step++) {
            int number = step;
            List<Seen> seen = workers.stream().map(worker -> worker.get(number)).toList();
            JsonNode golden = step(name, step);
            for (Seen one : seen) {
                if (!floored(golden)) {
                    assertEquals(golden.get("mean_loss").asDouble(), one.loss(), 2e-4, name);
                }
                assertEquals(seen.get(0).statistics(), one.statistics());
                assertStatistics(golden, one.statistics());
            }
            float[] features = Centers.joined(seen.stream().map(Seen::features).toList());
            float[] centers = Centers.joined(seen.stream().map(Seen::centers).toList());
            assertGradient(golden, "d_features", features, name + " features, step " + step);
            assertGradient(golden, "d_centers", centers, name + " centers, step " + step);
        }
    }

    private static boolean floored(JsonNode golden) {
        return Arrays.stream(Goldens.numbers(golden.get("losses"))).anyMatch(loss -> loss > FLOORED);
    }

    private static void assertStatistics(JsonNode golden, Map<String, Double> statistics) {
        if (golden.has("d_bias")) {
            assertEquals(
                    golden.get("d_bias").asDouble(), statistics.get("bias_momentum"), 1e-4, "gradient of the bias");
            return;
        }
        double[] expected = golden.has("stats_after") ? Goldens.numbers(golden.get("stats_after")) : new double[0];
        double[] actual = Stream.of("norm_mean", "norm_std", "target_mean")
                .filter(statistics::containsKey)
                .mapToDouble(statistics::get)
                .toArray();
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], 1e-6 * Math.max(1, Math.abs(expected[i])));
        }
    }

    private static void assertGradient(JsonNode golden, String key, float[] actual, String what) {
        int rows = actual.length / DIM;
        double[] expected =
                golden.has(key) ? Goldens.numbers(golden.get(key)) : Goldens.numbers(golden.get(key + "_row_norm"));
        int width = expected.length / rows;
        for (int row = 0; row < rows; row++) {
            double[] wanted = Arrays.copyOfRange(expected, row * width, (row + 1) * width);
            float[] got = Arrays.copyOfRange(actual, row * DIM, (row + 1) * DIM);
            float[] compared = width == 1 ? new float[] {length(got)} : got;
            double tolerance = Math.max(1e-4 * Goldens.largest(wanted), 1e-6);
            assertEquals(0, Goldens.difference(wanted, compared), tolerance, what + ", row " + row);
        }
    }

    private static float length(float[] row) {
        double squares = 0;
        for (float value : row) {
            squares += (double) value * value;
        }
        return (float) Math.sqrt(squares);
    }

    @ParameterizedTest
    @MethodSource("names")
    void targetsAndLogitsOfAllSteps(String name) {
        MarginHead head = HEADS.get(name);
        Map<String, Double> statistics = start(name);
        for (int step = 0; step <= EDGE; step++) {
            statistics = step == EDGE ? startOfEdge(name) : statistics;
            JsonNode inputs = GOLDEN.get("steps").get(step);
            float[] norms = Goldens.floats(Goldens.numbers(inputs.get("norms")));
            double[] cosines = Goldens.numbers(inputs.get("target_cosines"));
            Map<String, Double> before = statistics;
            int number = step;
            statistics = TensorScope.compute(() -> {
                DoubleVector found = DoubleVector.of(cosines);
                MarginHead.BatchMargin rows = head.forBatch(
                        BatchStatistics.begin(before), DoubleVector.of(Tensor.of(norms, ROWS)), found.rounded());
                assertTargets(name, number, norms, rows.targets(found).values());
                assertTrue(Arrays.stream(rows.derivatives(found).values()).allMatch(Double::isFinite));
                if (step(name, number).has("logits")) {
                    assertOthers(name, inputs, number, rows);
                }
                Map<String, Double> after = new HashMap<>();
                rows.statistics().forEach((key, value) -> after.put(key, value.values()[0]));
                return after;
            });
        }
    }

    private static void assertTargets(String name, int step, float[] norms, double[] actual) {
        double[] expected = Goldens.numbers(step(name, step).get("target"));
        for (int row = 0; row < ROWS; row++) {
            if (!isDividedOtherwise(name, norms[row])) {
                assertEquals(expected[row], actual[row], 1e-6, name + step + ", row " + row);
            }
        }
    }

    private static boolean isDividedOtherwise(String name, double norm) {
        return name.equals("uniface") && norm < SMALLEST_NORM_OF_UNIFACE;
    }

    private static void assertOthers(String name, JsonNode inputs, int step, MarginHead.BatchMargin rows) {
        double[] logits = Goldens.numbers(step(name, step).get("logits"));
        double[] norms = Goldens.numbers(inputs.get("norms"));
        int[] labels = labels(step);
        TensorScope.run(() -> {
            Tensor others = Tensor.of(Goldens.floats(Goldens.numbers(inputs.get("cosines"))), ROWS, CLASSES);
            rows.negatives(others);
            float[] got = others.toFloats();
            for (int i = 0; i < logits.length; i++) {
                boolean target = i % CLASSES == labels[i / CLASSES];
                if (!target && !isDividedOtherwise(name, norms[i / CLASSES])) {
                    assertEquals(logits[i], got[i], step == EDGE ? 1e-4 : 5e-6, "step " + step + ", entry " + i);
                }
            }
        });
    }

    private static int[] labels(int step) {
        return Arrays.stream(Goldens.longs(GOLDEN.get(step == EDGE ? "edge_labels" : "labels")))
                .mapToInt(label -> (int) label)
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("names")
    void lossesAtTheEdgeAreTheAuthorsAndGradientsFinite(String name) {
        JsonNode inputs = GOLDEN.get("steps").get(EDGE);
        JsonNode golden = step(name, EDGE);
        CosineLoss actual = CosineLoss.of(
                HEADS.get(name),
                startOfEdge(name),
                Goldens.floats(Goldens.numbers(inputs.get("norms"))),
                Goldens.floats(Goldens.numbers(inputs.get("cosines"))),
                labels(EDGE));
        for (float value : actual.gradient()) {
            assertTrue(Float.isFinite(value));
        }
        if (!floored(golden)) {
            assertEquals(golden.get("mean_loss").asDouble(), actual.loss(), 2e-3);
        }
    }

    private static List<List<Seen>> runWorkers(String name, int world, int tile) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(world);
        try {
            List<InProcessCollective> members = world == 1 ? List.of() : InProcessCollective.create(world);
            List<Future<List<Seen>>> futures = IntStream.range(0, world)
                    .mapToObj(rank -> threads.submit(
                            () -> runWorker(name, world == 1 ? new SoloCollective() : members.get(rank), tile)))
                    .toList();
            List<List<Seen>> seen = new ArrayList<>();
            for (Future<List<Seen>> future : futures) {
                seen.add(future.get());
            }
            return seen;
        } finally {
            threads.shutdown();
        }
    }

    private static List<Seen> runWorker(String name, Collective workers, int tile) {
        ClassShard shard = ClassShard.of(CLASSES, workers.rank(), workers.world());
        float[] all = Goldens.floats(Goldens.numbers(GOLDEN.get("centers")));
        float[] start = Arrays.copyOfRange(all, shard.start() * DIM, (shard.start() + shard.count()) * DIM);
        MemoryCenters centers = Centers.of(start, DIM);
        int own = ROWS / workers.world();
        int from = own * workers.rank();
        long[] labels = Arrays.copyOfRange(Goldens.longs(GOLDEN.get("labels")), from, from + own);
        List<Seen> seen = new ArrayList<>();
        PartialFcOptions options = new PartialFcOptions(true, false, tile, 2);
        try (PartialFc layer =
                new PartialFc(workers, shard, centers, ClassSampler.all(shard.count()), HEADS.get(name), options)) {
            layer.restore(start(name));
            for (int step = 0; step < EDGE; step++) {
                float[] features =
                        Goldens.floats(Goldens.numbers(GOLDEN.get("features").get(step)));
                float[] mine = Arrays.copyOfRange(features, from * DIM, (from + own) * DIM);
                float[] gradient = TensorScope.compute(() -> {
                    layer.beginStep(labels, 0);
                    return layer.forwardBackward(Tensor.of(mine, own, DIM), labels, 1)
                            .toFloats();
                });
                double loss = layer.settle();
                layer.update(new CenterSgd(0, 0), 0);
                seen.add(new Seen(loss, gradient, Centers.all(centers, CenterField.MOMENTUM), layer.statistics()));
            }
        }
        return seen;
    }
}
