package org.idem.train.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.idem.train.collective.SoloCollective;
import org.idem.train.golden.Fill;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;
import org.junit.jupiter.api.Test;

class ClassificationLayerTest {
    private static final int DIM = 8;
    private static final int CLASSES = 12;
    private static final long[] LABELS = {1, 5, 5, 11};

    private static ClassificationLayer layer(ClassSampler sampler) {
        MemoryCenters centers = MemoryCenters.of(Fill.symmetric("layer.centers", CLASSES * DIM, 0.5), DIM);
        return new ClassificationLayer(
                new SoloCollective(), ClassShard.of(CLASSES, 0, 1), centers, sampler, Margin.arcFace(0.5, 16));
    }

    private static float[] features() {
        return Fill.symmetric("layer.features", LABELS.length * DIM, 1);
    }

    private static double loss(float[] features) {
        try (ClassificationLayer layer = layer(ClassSampler.all(CLASSES))) {
            return TensorScope.compute(() -> layer.pass(Tensor.of(features, LABELS.length, DIM), LABELS, 0, 1)
                    .loss());
        }
    }

    @Test
    void gradientIsTheSlopeOfTheLoss() {
        float[] gradient;
        try (ClassificationLayer layer = layer(ClassSampler.all(CLASSES))) {
            gradient = TensorScope.compute(() -> layer.pass(Tensor.of(features(), LABELS.length, DIM), LABELS, 0, 1)
                    .gradient()
                    .toFloats());
        }
        float h = 1e-2f;
        for (int i = 0; i < gradient.length; i++) {
            float[] up = features();
            float[] down = features();
            up[i] += h;
            down[i] -= h;
            double slope = (loss(up) - loss(down)) / (up[i] - down[i]);
            assertEquals(slope, gradient[i], 2e-2, "feature " + i);
        }
    }

    @Test
    void twoHalvesAccumulateToTheWhole() {
        float[] whole = centersAfter(1);
        float[] halves = centersAfter(2);
        assertArrayEquals(whole, halves, 1e-6f);
    }

    private static float[] centersAfter(int passes) {
        try (ClassificationLayer layer = layer(ClassSampler.all(CLASSES))) {
            int rows = LABELS.length / passes;
            for (int pass = 0; pass < passes; pass++) {
                float[] features = java.util.Arrays.copyOfRange(features(), pass * rows * DIM, (pass + 1) * rows * DIM);
                long[] labels = java.util.Arrays.copyOfRange(LABELS, pass * rows, (pass + 1) * rows);
                TensorScope.run(() -> layer.pass(Tensor.of(features, rows, DIM), labels, 0, 1.0 / passes));
            }
            layer.update(new CenterMomentum(0.9, 1e-3, false), 0.1);
            return ((MemoryCenters) layer.centers()).readCenters(0, CLASSES);
        }
    }

    @Test
    void differentSamplesAccumulateOverTheirUnion() {
        try (ClassificationLayer layer = layer((positives, step) ->
                ClassSample.of(positives.length == 2 ? new int[] {1, 5, 7} : new int[] {5, 9, 11}, CLASSES))) {
            float[] before = ((MemoryCenters) layer.centers()).readCenters(0, CLASSES);
            TensorScope.run(() -> {
                Tensor features = Tensor.of(features(), LABELS.length, DIM);
                layer.pass(features.narrow(0, 2), new long[] {1, 5}, 0, 0.5);
                layer.pass(features.narrow(2, 1), new long[] {5}, 0, 0.5);
            });
            layer.update(new CenterMomentum(0.9, 0, false), 0.1);
            float[] after = ((MemoryCenters) layer.centers()).readCenters(0, CLASSES);
            for (int row = 0; row < CLASSES; row++) {
                boolean sampled = java.util.List.of(1, 5, 7, 9, 11).contains(row);
                assertEquals(sampled, before[row * DIM] != after[row * DIM], "row " + row);
            }
        }
    }

    @Test
    void statisticsOfTheHeadMoveWithTheUpdateOnly() {
        MemoryCenters centers = MemoryCenters.of(Fill.symmetric("layer.centers", CLASSES * DIM, 0.5), DIM);
        AdaFace head = new AdaFace(0.4, 0.333, 0.01, 16, false);
        try (ClassificationLayer layer = new ClassificationLayer(
                new SoloCollective(), ClassShard.of(CLASSES, 0, 1), centers, ClassSampler.all(CLASSES), head)) {
            TensorScope.run(() -> layer.pass(Tensor.of(features(), LABELS.length, DIM), LABELS, 0, 1));
            layer.discard();
            assertEquals(head.start(), layer.statistics());
            TensorScope.run(() -> layer.pass(Tensor.of(features(), LABELS.length, DIM), LABELS, 0, 1));
            layer.update(new CenterMomentum(0.9, 0, false), 0.1);
            assertNotEquals(head.start(), layer.statistics());
        }
    }

    @Test
    void aLabelBeyondTheIdentitiesIsRefused() {
        try (ClassificationLayer layer = layer(ClassSampler.all(CLASSES))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> TensorScope.run(
                            () -> layer.pass(Tensor.of(new float[DIM], 1, DIM), new long[] {CLASSES}, 0, 1)));
        }
    }

    @Test
    void shardsCoverAllIdentitiesOnce() {
        int next = 0;
        for (int rank = 0; rank < 4; rank++) {
            ClassShard shard = ClassShard.of(42, rank, 4);
            assertEquals(next, shard.start());
            next += shard.count();
        }
        assertEquals(42, next);
    }

    @Test
    void centersStartTheSameWhateverTheShards() {
        float[] whole = MemoryCenters.random(ClassShard.of(10, 0, 1), 4, 3).readCenters(0, 10);
        float[] second = MemoryCenters.random(ClassShard.of(10, 1, 3), 4, 3).readCenters(0, 3);
        assertArrayEquals(java.util.Arrays.copyOfRange(whole, 16, 28), second);
    }

    @Test
    void centersStartUnrelatedToEachOther() {
        int dim = 512;
        float[] rows = MemoryCenters.random(ClassShard.of(50, 0, 1), dim, 0).readCenters(0, 50);
        for (int row = 1; row < 50; row++) {
            for (int shift = -1; shift <= 1; shift++) {
                double product = 0;
                for (int i = 1; i < dim - 1; i++) {
                    product += rows[(row - 1) * dim + i] * rows[row * dim + i + shift];
                }
                assertEquals(0, product / (dim * 1e-4), 0.25, "rows " + row + " shifted by " + shift);
            }
        }
    }
}
