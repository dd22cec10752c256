package org.idem.train.layer;

import static org.idem.train.layer.LVFaceHeads.CLASSES;
import static org.idem.train.layer.LVFaceHeads.M;
import static org.idem.train.layer.LVFaceHeads.SCALE;
import static org.idem.train.layer.LVFaceHeads.byCosine;
import static org.idem.train.layer.LVFaceHeads.byStep;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.idem.plan.ClassShard;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.CenterFormat;
import org.idem.train.centers.CenterSgd;
import org.idem.train.centers.ClassSample;
import org.idem.train.centers.MemoryCenters;
import org.idem.train.collective.Collective;
import org.idem.train.collective.InProcessCollective;
import org.idem.train.collective.SoloCollective;
import org.idem.train.golden.Fill;
import org.idem.train.margin.CombinedMargin;
import org.idem.train.margin.LVFace;
import org.idem.train.margin.MarginHead;
import org.idem.train.sampling.ClassSampler;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** LVFace's losses and gradients in each stage, on one rank and with classes divided among several. */
class LVFaceTest {
    private static final int DIM = 6;
    private static final long[] LABELS = {1, 5, 5, 10, 0, 7, 5, 2};
    private static final int ROWS = LABELS.length;
    /** The labels' and every third. */
    private static final int[] SAMPLED = {0, 1, 2, 3, 5, 6, 7, 9, 10};

    private static final LVFace ALIGNS = byStep(8, 9);
    private static final LVFace STABILISES = byStep(0, 9);
    private static final LVFace REFINES = byStep(0, 0);

    private static float[] features() {
        return Fill.symmetric("lvface.features", ROWS * DIM, 1);
    }

    private static float[] centers() {
        return Fill.symmetric("lvface.centers", CLASSES * DIM, 0.5);
    }

    private static float[] expectations() {
        return Fill.symmetric("lvface.expectations", CLASSES * DIM, 1);
    }

    /** How a step is taken. */
    private record Way(LVFace head, int world, PartialFcOptions options, int passes) {
        static Way of(LVFace head) {
            return new Way(head, 1, PartialFcOptions.full(), 1);
        }

        Way workers(int count) {
            return new Way(head, count, options, passes);
        }

        Way options(PartialFcOptions other) {
            return new Way(head, world, other, passes);
        }

        Way inPasses(int count) {
            return new Way(head, world, options, count);
        }
    }

    /** A step as one or all workers saw it; gradients are of the mean loss. */
    private record Seen(
            double loss, float[] features, float[] centers, float[] expectations, Map<String, Double> statistics) {}

    private static Seen step(Way way, float[] before) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(way.world());
        try {
            List<InProcessCollective> members = way.world() == 1 ? List.of() : InProcessCollective.create(way.world());
            List<Future<Seen>> futures = IntStream.range(0, way.world())
                    .mapToObj(rank -> threads.submit(
                            () -> worker(way, way.world() == 1 ? new SoloCollective() : members.get(rank), before)))
                    .toList();
            List<Seen> all = new ArrayList<>();
            for (Future<Seen> future : futures) {
                all.add(future.get());
            }
            all.forEach(one -> assertEquals(all.get(0).statistics(), one.statistics()));
            all.forEach(one -> assertEquals(all.get(0).loss(), one.loss()));
            return joined(way, all);
        } finally {
            threads.shutdown();
        }
    }

    private static Seen joined(Way way, List<Seen> all) {
        Stream<Seen> holders =
                way.options().sharded() ? all.stream() : all.stream().limit(1);
        List<Seen> shards = holders.toList();
        return new Seen(
                all.get(0).loss(),
                Centers.joined(all.stream().map(Seen::features).toList()),
                Centers.joined(shards.stream().map(Seen::centers).toList()),
                Centers.joined(shards.stream().map(Seen::expectations).toList()),
                all.get(0).statistics());
    }

    private static PartialFc layer(LVFace head, Collective workers, PartialFcOptions options, float[] before) {
        ClassShard shard = options.sharded()
                ? ClassShard.of(CLASSES, workers.rank(), workers.world())
                : ClassShard.of(CLASSES, 0, 1);
        int from = shard.start() * DIM;
        int end = from + shard.count() * DIM;
        MemoryCenters centers = Centers.of(Arrays.copyOfRange(centers(), from, end), DIM);
        centers.write(CenterField.EXPECTATION, 0, Arrays.copyOfRange(before, from, end));
        int[] local = Arrays.stream(SAMPLED)
                .filter(shard::contains)
                .map(identity -> identity - shard.start())
                .toArray();
        ClassSampler sampler = (positives, step) -> ClassSample.of(local, shard.count());
        return new PartialFc(workers, shard, centers, sampler, head, options);
    }

    private static Seen worker(Way way, Collective workers, float[] before) {
        int own = ROWS / workers.world();
        int from = own * workers.rank();
        int rows = own / way.passes();
        List<float[]> gradients = new ArrayList<>();
        try (PartialFc layer = layer(way.head(), workers, way.options(), before)) {
            layer.beginStep(Arrays.copyOfRange(LABELS, from, from + own), 0);
            for (int at = from; at < from + own; at += rows) {
                pass(layer, at, rows, 1.0 / way.passes(), gradients);
            }
            double loss = layer.settle();
            layer.update(new CenterSgd(0, 0), 0);
            return new Seen(
                    loss,
                    Centers.joined(gradients),
                    Centers.all(layer.centers(), CenterField.MOMENTUM),
                    Centers.all(layer.centers(), CenterField.EXPECTATION),
                    layer.statistics());
        }
    }

    private static void pass(PartialFc layer, int from, int rows, double share, List<float[]> gradients) {
        float[] features = Arrays.copyOfRange(features(), from * DIM, (from + rows) * DIM);
        long[] labels = Arrays.copyOfRange(LABELS, from, from + rows);
        gradients.add(TensorScope.compute(() -> layer.forwardBackward(Tensor.of(features, rows, DIM), labels, share)
                .toFloats()));
    }

    static Stream<Arguments> ways() {
        return IntStream.of(1, 2, 4).boxed().flatMap(world -> Stream.of(0, 2)
                .map(tile -> Arguments.of(world, PartialFcOptions.full().withTiles(tile, 2))));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void lossAndGradientsAreThoseOfTheFormula(int world, PartialFcOptions options) throws Exception {
        LVFaceReference formula = new LVFaceReference(M, SCALE, SAMPLED);
        double[][] x = LVFaceReference.rows(features(), DIM);
        double[][] w = LVFaceReference.rows(centers(), DIM);
        double[][] e = LVFaceReference.rows(expectations(), DIM);
        for (LVFace head : List.of(STABILISES, REFINES)) {
            Seen seen = step(Way.of(head).workers(world).options(options), expectations());
            assertEquals(formula.loss(x, LABELS, w, e), seen.loss(), 1e-5);
            float[] toFeatures = LVFaceReference.slopes(x, changed -> formula.loss(changed, LABELS, w, e));
            assertArrayEquals(toFeatures, seen.features(), 1e-5f);
            float[] toCenters = LVFaceReference.slopes(w, changed -> formula.loss(x, LABELS, changed, e));
            assertArrayEquals(toCenters, seen.centers(), 1e-5f);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void expectationsFollowTheMeanOfAClassesEmbeddingsInTheSecondStageAlone(int world, PartialFcOptions options)
            throws Exception {
        double[][] moved = LVFaceReference.rows(expectations(), DIM);
        double[][] x = LVFaceReference.rows(features(), DIM);
        for (int label : SAMPLED) {
            double[] mean = new double[DIM];
            long count = Arrays.stream(LABELS).filter(other -> other == label).count();
            for (int row = 0; row < ROWS; row++) {
                double[] unit = LVFaceReference.unit(x[row]);
                for (int i = 0; i < DIM; i++) {
                    mean[i] += LABELS[row] == label ? unit[i] / count : 0;
                }
            }
            moved[label] = count == 0 ? moved[label] : LVFaceReference.moved(moved[label], mean);
        }
        Seen second = step(Way.of(STABILISES).workers(world).options(options), expectations());
        assertArrayEquals(LVFaceReference.flat(moved), second.expectations(), 1e-6f);
        Seen third = step(Way.of(REFINES).workers(world).options(options), expectations());
        assertArrayEquals(expectations(), third.expectations());
        Seen first = step(Way.of(ALIGNS).workers(world).options(options), new float[CLASSES * DIM]);
        assertArrayEquals(new float[CLASSES * DIM], first.expectations());
    }

    @Test
    void theFirstStageIsCosFace() throws Exception {
        Seen aligned = step(Way.of(ALIGNS), expectations());
        MarginHead cosFace = CombinedMargin.cosFace(M, SCALE);
        MemoryCenters centers = Centers.of(centers(), DIM);
        ClassSampler sampler = (positives, step) -> ClassSample.of(SAMPLED, CLASSES);
        List<float[]> gradients = new ArrayList<>();
        try (PartialFc layer = new PartialFc(
                new SoloCollective(),
                ClassShard.of(CLASSES, 0, 1),
                centers,
                sampler,
                cosFace,
                PartialFcOptions.full())) {
            layer.beginStep(LABELS, 0);
            pass(layer, 0, ROWS, 1, gradients);
            assertEquals(layer.settle(), aligned.loss());
            assertArrayEquals(gradients.get(0), aligned.features());
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "2"})
    void twoHalvesAccumulateToTheWhole(int tile) throws Exception {
        Seen whole = step(Way.of(STABILISES), expectations());
        PartialFcOptions options = PartialFcOptions.full().withTiles(tile, 2);
        Seen halves = step(Way.of(STABILISES).options(options).inPasses(2), expectations());
        assertEquals(whole.loss(), halves.loss(), 1e-6);
        assertArrayEquals(whole.features(), halves.features(), 1e-6f);
        assertArrayEquals(whole.centers(), halves.centers(), 1e-6f);
        assertArrayEquals(whole.expectations(), halves.expectations(), 1e-6f);
    }

    @Test
    void expectationsThatEveryWorkerHoldsAreThoseOfAllRows() throws Exception {
        Seen divided = step(Way.of(STABILISES), expectations());
        PartialFcOptions shared = new PartialFcOptions(false, false, 0, 1);
        Seen held = step(Way.of(STABILISES).workers(2).options(shared), expectations());
        assertArrayEquals(divided.expectations(), held.expectations(), 1e-6f);
        assertArrayEquals(divided.centers(), held.centers(), 1e-6f);
        assertEquals(
                divided.statistics().get("target_square"), held.statistics().get("target_square"), 1e-6);
    }

    @Test
    void expectationsBeginAsTheDirectionsOfTheCenters() throws Exception {
        double[][] directions = LVFaceReference.rows(centers(), DIM);
        Arrays.setAll(directions, row -> LVFaceReference.unit(directions[row]));
        Seen seen = step(Way.of(REFINES).workers(2), new float[CLASSES * DIM]);
        assertArrayEquals(LVFaceReference.flat(directions), seen.expectations(), 1e-6f);
    }

    @Test
    void aStepThatIsLeftOutLeavesNothing() {
        try (PartialFc layer = layer(STABILISES, new SoloCollective(), PartialFcOptions.full(), expectations())) {
            layer.beginStep(LABELS, 0);
            Map<String, Double> before = layer.statistics();
            pass(layer, 0, ROWS, 1, new ArrayList<>());
            layer.discard();
            layer.update(new CenterSgd(0, 0), 1);
            assertArrayEquals(expectations(), Centers.all(layer.centers(), CenterField.EXPECTATION));
            assertEquals(before, layer.statistics());
        }
    }

    @Test
    void lossesStayFiniteWhereEverythingCompetes() {
        CosineLoss extreme = CosineLoss.of(
                CombinedMargin.cosFace(0.4, 64), Map.of(), new float[2], new float[] {1, -1, -1, 1, 1, 1}, new int[] {
                    0, 1
                });
        assertEquals((64 * 0.4 + Math.log(2)) / 2, extreme.loss(), 1e-4);
        for (float value : extreme.gradient()) {
            assertEquals(0, value, 64);
        }
    }

    @Test
    void theStageComesBackWithTheStatistics() {
        LVFace head = byCosine();
        try (PartialFc layer = layer(head, new SoloCollective(), PartialFcOptions.full(), new float[CLASSES * DIM])) {
            Map<String, Double> kept = Map.of("stage", 2.0, "target_square", 0.1);
            layer.restore(kept);
            layer.beginStep(LABELS, 7);
            assertEquals(kept, layer.statistics());
            for (int time = 0; time < 2; time++) {
                float[] begun = Centers.all(layer.centers(), CenterField.EXPECTATION);
                assertNotEquals(0, begun[0], "expectations begin where a checkpoint has none");
                layer.centers().write(CenterField.EXPECTATION, 0, new float[CLASSES * DIM]);
                layer.restore(kept);
                layer.beginStep(LABELS, 7);
            }
        }
    }

    @Test
    void aStoreWithoutExpectationsIsRefused() {
        ClassShard shard = ClassShard.of(CLASSES, 0, 1);
        ClassSampler all = ClassSampler.all(CLASSES);
        try (MemoryCenters centers = new MemoryCenters(CLASSES, DIM, CenterFormat.FP32, false, 1)) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new PartialFc(
                            new SoloCollective(), shard, centers, all, STABILISES, PartialFcOptions.full()));
        }
    }
}
