package org.idem.train.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.idem.config.loss.AdaFaceLoss;
import org.idem.config.loss.UniFaceLoss;
import org.idem.plan.ClassShard;
import org.idem.plan.LogitTiles;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.CenterSgd;
import org.idem.train.centers.ClassSample;
import org.idem.train.centers.MemoryCenters;
import org.idem.train.collective.Collective;
import org.idem.train.collective.InProcessCollective;
import org.idem.train.collective.SoloCollective;
import org.idem.train.golden.Fill;
import org.idem.train.margin.AdaFace;
import org.idem.train.margin.CombinedMargin;
import org.idem.train.margin.MarginHead;
import org.idem.train.margin.UniFace;
import org.idem.train.sampling.ClassSampler;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PartialFcTest {
    private static final int DIM = 8;
    private static final int CLASSES = 12;
    private static final long[] LABELS = {1, 5, 5, 11};

    private static PartialFc layer(ClassSampler sampler) {
        return layer(sampler, CombinedMargin.arcFace(0.5, 16), PartialFcOptions.full());
    }

    private static PartialFc layer(ClassSampler sampler, MarginHead head, PartialFcOptions options) {
        MemoryCenters centers = Centers.of(Fill.symmetric("layer.centers", CLASSES * DIM, 0.5), DIM);
        return new PartialFc(new SoloCollective(), ClassShard.of(CLASSES, 0, 1), centers, sampler, head, options);
    }

    static Stream<PartialFcOptions> computations() {
        PartialFcOptions tiles = PartialFcOptions.full().withTiles(5, 2);
        return Stream.of(PartialFcOptions.full(), tiles, tiles.withKeptBytes(0));
    }

    private static float[] features() {
        return Fill.symmetric("layer.features", LABELS.length * DIM, 1);
    }

    private static Tensor pass(PartialFc layer, float[] features) {
        layer.beginStep(LABELS, 0);
        return layer.forwardBackward(Tensor.of(features, LABELS.length, DIM), LABELS, 1);
    }

    private static double loss(float[] features, PartialFcOptions options) {
        try (PartialFc layer = layer(ClassSampler.all(CLASSES), CombinedMargin.arcFace(0.5, 16), options)) {
            TensorScope.run(() -> pass(layer, features));
            return layer.settle();
        }
    }

    @ParameterizedTest
    @MethodSource("computations")
    void gradientIsTheSlopeOfTheLoss(PartialFcOptions options) {
        float[] gradient;
        try (PartialFc layer = layer(ClassSampler.all(CLASSES), CombinedMargin.arcFace(0.5, 16), options)) {
            gradient = TensorScope.compute(() -> pass(layer, features()).toFloats());
        }
        float h = 1e-2f;
        for (int i = 0; i < gradient.length; i++) {
            float[] up = features();
            float[] down = features();
            up[i] += h;
            down[i] -= h;
            double slope = (loss(up, options) - loss(down, options)) / (up[i] - down[i]);
            assertEquals(slope, gradient[i], 2e-2, "feature " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("computations")
    void twoHalvesAccumulateToTheWhole(PartialFcOptions options) {
        assertArrayEquals(centersAfter(1, PartialFcOptions.full()), centersAfter(2, options), 1e-6f);
    }

    /** Of two micro batches both, the first or none may be kept. */
    @Test
    void logitsThatAreKeptGiveTheSameBits() {
        PartialFcOptions tiles = PartialFcOptions.full().withTiles(5, 2);
        float[] anew = centersAfter(2, tiles.withKeptBytes(0));
        long ofOne = LogitTiles.keptBytes(6, LABELS.length / 2);
        assertArrayEquals(anew, centersAfter(2, tiles.withKeptBytes(ofOne)));
        assertArrayEquals(anew, centersAfter(2, tiles.withKeptBytes(2 * ofOne)));
    }

    private static float[] centersAfter(int passes, PartialFcOptions options) {
        try (PartialFc layer = layer(everyOther(), CombinedMargin.arcFace(0.5, 16), options)) {
            int rows = LABELS.length / passes;
            layer.beginStep(LABELS, 0);
            for (int pass = 0; pass < passes; pass++) {
                float[] features = Arrays.copyOfRange(features(), pass * rows * DIM, (pass + 1) * rows * DIM);
                long[] labels = Arrays.copyOfRange(LABELS, pass * rows, (pass + 1) * rows);
                TensorScope.run(() -> layer.forwardBackward(Tensor.of(features, rows, DIM), labels, 1.0 / passes));
            }
            layer.update(new CenterSgd(0.9, 1e-3), 0.1);
            return Centers.all(layer.centers(), CenterField.CENTERS);
        }
    }

    /** The odd classes, which the labels are. */
    private static ClassSampler everyOther() {
        return (positives, step) -> ClassSample.of(new int[] {1, 3, 5, 7, 9, 11}, CLASSES);
    }

    @ParameterizedTest
    @MethodSource("computations")
    void theSampleHoldsTheTargetsOfAllPassesAndOthersStay(PartialFcOptions options) {
        int[][] seen = new int[1][];
        ClassSampler positivesAlone = (positives, step) -> {
            seen[0] = positives;
            return ClassSample.of(positives, CLASSES);
        };
        try (PartialFc layer = layer(positivesAlone, CombinedMargin.arcFace(0.5, 16), options)) {
            float[] before = Centers.all(layer.centers(), CenterField.CENTERS);
            TensorScope.run(() -> {
                Tensor features = Tensor.of(features(), LABELS.length, DIM);
                layer.beginStep(LABELS, 0);
                layer.forwardBackward(features.narrow(0, 2), Arrays.copyOf(LABELS, 2), 0.5);
                layer.forwardBackward(features.narrow(2, 2), Arrays.copyOfRange(LABELS, 2, 4), 0.5);
            });
            layer.update(new CenterSgd(0.9, 0), 0.1);
            float[] after = Centers.all(layer.centers(), CenterField.CENTERS);
            assertArrayEquals(new int[] {1, 5, 11}, seen[0]);
            for (int row = 0; row < CLASSES; row++) {
                boolean sampled = List.of(1, 5, 11).contains(row);
                assertEquals(sampled, before[row * DIM] != after[row * DIM], "row " + row);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("computations")
    void scalingTheGradientScalesItsNormAndTheStep(PartialFcOptions options) {
        try (PartialFc layer = layer(everyOther(), CombinedMargin.arcFace(0.5, 16), options)) {
            float[] before = Centers.all(layer.centers(), CenterField.CENTERS);
            TensorScope.run(() -> pass(layer, features()));
            double norm = layer.gradientNorm();
            layer.scaleGradient(0.25);
            assertEquals(norm / 4, layer.gradientNorm(), norm * 1e-6);
            layer.update(new CenterSgd(0, 0), 1);
            float[] after = Centers.all(layer.centers(), CenterField.CENTERS);
            double moved = 0;
            for (int i = 0; i < after.length; i++) {
                moved += (after[i] - before[i]) * (double) (after[i] - before[i]);
            }
            assertEquals(norm / 4, Math.sqrt(moved), norm * 1e-5);
        }
    }

    @ParameterizedTest
    @MethodSource("computations")
    void aWorkerWithoutSampledClassesHasNoGradient(PartialFcOptions options) {
        ClassSampler none = (positives, step) -> ClassSample.of(new int[0], CLASSES);
        MemoryCenters centers = Centers.of(Fill.symmetric("layer.centers", CLASSES * DIM, 0.5), DIM);
        ClassShard second = new ClassShard(CLASSES, CLASSES, 2 * CLASSES);
        try (PartialFc layer =
                new PartialFc(new SoloCollective(), second, centers, none, CombinedMargin.arcFace(0.5, 16), options)) {
            float[] before = Centers.all(centers, CenterField.CENTERS);
            float[] gradient = TensorScope.compute(() -> pass(layer, features()).toFloats());
            layer.update(new CenterSgd(0.9, 1e-3), 0.1);
            assertArrayEquals(new float[gradient.length], gradient);
            assertArrayEquals(before, Centers.all(centers, CenterField.CENTERS));
        }
    }

    @Test
    void centersThatEveryWorkerHoldsMoveAlikeByTheMeanGradient() throws Exception {
        PartialFcOptions shared = new PartialFcOptions(false, false, 0, 1);
        List<InProcessCollective> members = InProcessCollective.create(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<float[]>> ends = members.stream()
                    .map(member -> threads.submit(() -> afterOneStep(member, shared)))
                    .toList();
            float[] whole = afterOneStep(new SoloCollective(), PartialFcOptions.full());
            assertArrayEquals(ends.get(0).get(), ends.get(1).get());
            assertArrayEquals(whole, ends.get(0).get(), 1e-6f);
        } finally {
            threads.shutdown();
        }
    }

    private static float[] afterOneStep(Collective workers, PartialFcOptions options) {
        MemoryCenters centers = Centers.of(Fill.symmetric("layer.centers", CLASSES * DIM, 0.5), DIM);
        int own = LABELS.length / workers.world();
        int from = own * workers.rank();
        long[] labels = Arrays.copyOfRange(LABELS, from, from + own);
        float[] features = Arrays.copyOfRange(features(), from * DIM, (from + own) * DIM);
        try (PartialFc layer = new PartialFc(
                workers,
                ClassShard.of(CLASSES, 0, 1),
                centers,
                everyOther(),
                CombinedMargin.arcFace(0.5, 16),
                options)) {
            layer.beginStep(labels, 0);
            TensorScope.run(() -> layer.forwardBackward(Tensor.of(features, own, DIM), labels, 1));
            layer.update(new CenterSgd(0.9, 1e-3), 0.1);
            return Centers.all(centers, CenterField.CENTERS);
        }
    }

    @Test
    void statisticsOfTheHeadMoveWithTheUpdateOnly() {
        AdaFace head = new AdaFace(new AdaFaceLoss(0.4, 0.333, 0.01, 16, false));
        try (PartialFc layer = layer(ClassSampler.all(CLASSES), head, PartialFcOptions.full())) {
            TensorScope.run(() -> pass(layer, features()));
            layer.discard();
            assertEquals(head.initialStatistics(), layer.statistics());
            TensorScope.run(() -> pass(layer, features()));
            layer.update(new CenterSgd(0.9, 0), 0.1);
            assertNotEquals(head.initialStatistics(), layer.statistics());
        }
    }

    @Test
    void theLearnedThresholdMovesLikeACenterAndComesBack() {
        UniFace head = new UniFace(new UniFaceLoss(0.4, 1, 16, 0), 5);
        try (PartialFc layer = layer(ClassSampler.all(CLASSES), head, PartialFcOptions.full())) {
            TensorScope.run(() -> pass(layer, features()));
            layer.update(new CenterSgd(0.9, 0), 0.1);
            Map<String, Double> after = layer.statistics();
            assertEquals(5 - 0.1 * after.get("bias_momentum"), after.get("bias"), 1e-6);
            layer.restore(after);
            assertEquals(after, layer.statistics());
            layer.restore(Map.of("target_mean", 0.5));
            assertEquals(Map.of("bias", 5.0), layer.statistics());
        }
    }

    @Test
    void aLabelBeyondTheIdentitiesIsRefused() {
        try (PartialFc layer = layer(ClassSampler.all(CLASSES))) {
            assertThrows(IllegalArgumentException.class, () -> layer.beginStep(new long[] {CLASSES}, 0));
        }
    }

    @ParameterizedTest
    @MethodSource("computations")
    void cosinesAreSeenAsTheyAre(PartialFcOptions options) {
        try (PartialFc layer = layer(ClassSampler.all(CLASSES), CombinedMargin.arcFace(0.5, 16), options)) {
            TensorScope.run(() -> {
                pass(layer, features());
                assertNull(layer.observation(), "nobody asked");
                layer.discard();
                layer.beginStep(LABELS, 0);
                layer.observe(true);
                layer.forwardBackward(Tensor.of(features(), LABELS.length, DIM), LABELS, 1);
                LayerObservation seen = layer.observation();
                float[] centers = Fill.symmetric("layer.centers", CLASSES * DIM, 0.5);
                assertEquals(LABELS.length, seen.positives().length);
                assertEquals(LABELS.length * (CLASSES - 1), seen.negatives().length);
                double others = 0;
                for (int i = 0; i < LABELS.length; i++) {
                    assertEquals(cosine(i, (int) LABELS[i], centers), seen.positives()[i], 1e-5);
                    assertEquals(Math.sqrt(dot(features(), i, features(), i)), seen.norms()[i], 1e-5);
                    for (int j = 0; j < CLASSES; j++) {
                        others += j == LABELS[i] ? 0 : cosine(i, j, centers);
                    }
                }
                assertEquals(others / seen.negatives().length, LayerObservation.mean(seen.negatives()), 1e-5);
                assertEquals(violations(centers), seen.violations());
            });
        }
    }

    /** By the definition: exponentials of all other classes against that of the own one with its margin. */
    private static int violations(float[] centers) {
        int count = 0;
        for (int i = 0; i < LABELS.length; i++) {
            double others = 0;
            for (int j = 0; j < CLASSES; j++) {
                others += j == LABELS[i] ? 0 : Math.exp(16 * cosine(i, j, centers));
            }
            double own = Math.cos(Math.acos(cosine(i, (int) LABELS[i], centers)) + 0.5);
            count += Math.exp(16 * own) < others ? 1 : 0;
        }
        return count;
    }

    private static double cosine(int row, int center, float[] centers) {
        return dot(features(), row, centers, center)
                / Math.sqrt(dot(features(), row, features(), row) * dot(centers, center, centers, center));
    }

    private static double dot(float[] a, int row, float[] b, int other) {
        double sum = 0;
        for (int k = 0; k < DIM; k++) {
            sum += (double) a[row * DIM + k] * b[other * DIM + k];
        }
        return sum;
    }
}
