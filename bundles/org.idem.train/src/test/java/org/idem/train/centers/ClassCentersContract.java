package org.idem.train.centers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.idem.plan.ClassShard;
import org.idem.train.golden.Fill;
import org.idem.train.layer.Centers;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every store of class centers does. */
abstract class ClassCentersContract {
    private static final int DIM = 16;
    private static final int CLASSES = 40;
    private static final int[] CHOSEN = {0, 3, 4, 17, 39};

    /** A store with the fields, all zero or, where a shard is given, with its initial centers. */
    abstract ClassCenters create(int classes, int dim, CenterFormat format, Set<CenterField> fields, ClassShard shard);

    private ClassCenters of(float[] centers, CenterFormat format) {
        ClassCenters made = create(CLASSES, DIM, format, EnumSet.allOf(CenterField.class), null);
        made.write(CenterField.CENTERS, 0, centers);
        return made;
    }

    private static float[] start() {
        return Fill.symmetric("store.centers", CLASSES * DIM, 0.1);
    }

    private static double roundingOf(CenterFormat format) {
        return format == CenterFormat.BF16 ? Math.scalb(0.1, -8) : 0;
    }

    static Stream<ClassSample> samples() {
        return Stream.of(
                ClassSample.all(CLASSES),
                ClassSample.range(7, 19, CLASSES),
                ClassSample.of(CHOSEN, CLASSES),
                ClassSample.of(CHOSEN, CLASSES).slice(1, 3));
    }

    @ParameterizedTest
    @EnumSource(CenterFormat.class)
    void whatIsWrittenIsRead(CenterFormat format) {
        try (ClassCenters centers = of(start(), format)) {
            float[] all = Centers.all(centers, CenterField.CENTERS);
            assertArrayEquals(start(), all, (float) roundingOf(format));
            centers.write(CenterField.CENTERS, 0, all);
            assertArrayEquals(all, Centers.all(centers, CenterField.CENTERS), "a second time nothing is lost");
            assertEquals(CLASSES, centers.count());
            assertEquals(DIM, centers.dim());
        }
    }

    @ParameterizedTest
    @EnumSource(CenterFormat.class)
    void rowsGoOutAndComeBackAndOthersStay(CenterFormat format) {
        samples().forEach(sample -> {
            try (ClassCenters centers = of(start(), format)) {
                float[] before = Centers.all(centers, CenterField.CENTERS);
                TensorScope.run(() -> {
                    SampledCenters rows = centers.gatherForUpdate(sample);
                    rows.centers().add_(1);
                    rows.momentum().add_(2);
                    rows.square().add_(4);
                    centers.scatter(sample, rows, 3);
                });
                float[] after = Centers.all(centers, CenterField.CENTERS);
                for (int row = 0; row < CLASSES; row++) {
                    boolean changed = sample.position(row) >= 0;
                    double tolerance = changed ? 16 * roundingOf(format) + 1e-6 : 0;
                    assertEquals(before[row * DIM] + (changed ? 1 : 0), after[row * DIM], tolerance, "row " + row);
                    assertEquals(changed ? 2 : 0, centers.read(CenterField.MOMENTUM, row, 1)[5]);
                    assertEquals(changed ? 4 : 0, centers.read(CenterField.SQUARE, row, 1)[5]);
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource(CenterFormat.class)
    void aQuantityIsReplacedAloneAndKeptOnlyWhenAskedFor(CenterFormat format) {
        try (ClassCenters centers = of(start(), format);
                ClassCenters without = create(CLASSES, DIM, format, CenterField.forOptimizer(true), null)) {
            float[] before = Centers.all(centers, CenterField.CENTERS);
            ClassSample sample = ClassSample.of(CHOSEN, CLASSES);
            float[] seen = TensorScope.compute(() -> {
                Tensor ones = Tensor.zeros(CHOSEN.length, DIM).fill_(1);
                centers.scatter(CenterField.EXPECTATION, sample, ones, 3);
                return centers.gather(CenterField.EXPECTATION, ClassSample.range(2, 5, CLASSES))
                        .rowSum()
                        .toFloats();
            });
            assertArrayEquals(new float[] {0, DIM, DIM}, seen);
            assertArrayEquals(before, Centers.all(centers, CenterField.CENTERS));
            assertTrue(centers.has(CenterField.EXPECTATION));
            assertFalse(without.has(CenterField.EXPECTATION));
        }
    }

    @ParameterizedTest
    @EnumSource(CenterFormat.class)
    void logitsSeeTheCentersToBfloat16AtLeast(CenterFormat format) {
        try (ClassCenters centers = of(start(), format)) {
            ClassSample sample = ClassSample.of(CHOSEN, CLASSES);
            float[] seen = TensorScope.compute(() -> centers.gather(sample).toFloats());
            for (int i = 0; i < CHOSEN.length; i++) {
                float[] row = Arrays.copyOfRange(start(), CHOSEN[i] * DIM, (CHOSEN[i] + 1) * DIM);
                float[] actual = Arrays.copyOfRange(seen, i * DIM, (i + 1) * DIM);
                assertArrayEquals(row, actual, (float) Math.scalb(0.1, -8));
            }
        }
    }

    /** Of whole gradients and of such in two parts, as the two computations of logits have them. */
    @ParameterizedTest
    @EnumSource(CenterFormat.class)
    void anUpdateInPlaceGivesTheBitsOfGatherOptimizerAndScatter(CenterFormat format) {
        samples().forEach(sample -> {
            for (boolean whole : new boolean[] {false, true}) {
                try (ClassCenters centers = of(start(), format);
                        ClassCenters expected = of(start(), format)) {
                    for (int step = 0; step < 3; step++) {
                        CenterUpdate update = new CenterUpdate(new CenterSgd(0.9, 5e-4), 0.1, step);
                        TensorScope.run(() -> centers.update(sample, gradient(sample.size(), whole), update));
                        TensorScope.run(() -> gatherAndScatter(expected, sample, whole, update));
                    }
                    for (CenterField field : CenterField.forOptimizer(false)) {
                        assertArrayEquals(Centers.all(expected, field), Centers.all(centers, field));
                    }
                }
            }
        });
    }

    private static CenterGradient gradient(int size, boolean whole) {
        Tensor products = Tensor.of(Fill.symmetric("store.products", size * DIM, 0.3), size, DIM);
        Tensor radial = Tensor.of(Fill.symmetric("store.radial", size, 2), size, 1);
        return whole ? CenterGradient.whole(products) : new CenterGradient(products, radial);
    }

    private static void gatherAndScatter(ClassCenters store, ClassSample sample, boolean whole, CenterUpdate update) {
        CenterGradient gradient = gradient(sample.size(), whole);
        SampledCenters rows = store.gatherForUpdate(sample);
        Tensor sum = whole ? gradient.products() : gradient.at(store.asGathered(rows));
        update.optimizer().update(rows, sum, update.rate());
        store.scatter(sample, rows, update.step());
    }

    @ParameterizedTest
    @EnumSource(CenterFormat.class)
    void theSameStepsGiveTheSameBits(CenterFormat format) {
        assertArrayEquals(afterSteps(format, 20), afterSteps(format, 20));
    }

    private float[] afterSteps(CenterFormat format, int steps) {
        try (ClassCenters centers = of(start(), format)) {
            ClassSample all = ClassSample.all(CLASSES);
            for (int step = 0; step < steps; step++) {
                int number = step;
                TensorScope.run(() -> {
                    SampledCenters rows = centers.gatherForUpdate(all);
                    rows.centers().add_(1e-5);
                    centers.scatter(all, rows, number);
                });
            }
            return Centers.all(centers, CenterField.CENTERS);
        }
    }

    @ParameterizedTest
    @EnumSource(CenterFormat.class)
    void stepsSmallerThanTheLastBitAddUp(CenterFormat format) {
        float[] moved = afterSteps(format, 1000);
        double mean = 0;
        for (int i = 0; i < moved.length; i++) {
            mean += (moved[i] - start()[i]) / moved.length;
        }
        assertEquals(1e-2, mean, 3e-4);
    }

    @Test
    void randomRoundingKeepsTheMeanAndDiffersFromStepToStep() {
        try (ClassCenters centers = of(new float[CLASSES * DIM], CenterFormat.BF16)) {
            ClassSample all = ClassSample.all(CLASSES);
            float[] first = rounded(centers, all, 0);
            float[] second = rounded(centers, all, 1);
            assertNotEquals(Arrays.toString(first), Arrays.toString(second));
            double sum = 0;
            for (float value : first) {
                assertTrue(value == 1 || value == 1.0078125f, () -> "not a neighbour: " + value);
                sum += value;
            }
            assertEquals(1.002, sum / first.length, 5e-4);
        }
    }

    private static float[] rounded(ClassCenters centers, ClassSample all, long step) {
        TensorScope.run(() -> {
            SampledCenters rows = centers.gatherForUpdate(all);
            rows.centers().fill_(1.002);
            centers.scatter(all, rows, step);
        });
        return Centers.all(centers, CenterField.CENTERS);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aMasterKeepsEveryBit(ClassSample sample) {
        try (ClassCenters centers = of(start(), CenterFormat.BF16_MASTER)) {
            float[] out = TensorScope.compute(
                    () -> centers.gatherForUpdate(sample).centers().toFloats());
            float[] expected = new float[out.length];
            for (int i = 0; i < sample.size(); i++) {
                System.arraycopy(start(), sample.id(i) * DIM, expected, i * DIM, DIM);
            }
            assertArrayEquals(expected, out);
        }
    }

    private float[] drawn(ClassShard shard, int dim) {
        try (ClassCenters centers =
                create(shard.count(), dim, CenterFormat.FP32, CenterField.forOptimizer(false), shard)) {
            return Centers.all(centers, CenterField.CENTERS);
        }
    }

    @Test
    void centersStartTheSameWhateverTheShards() {
        float[] whole = drawn(ClassShard.of(10, 0, 1), 4);
        float[] second = drawn(ClassShard.of(10, 1, 3), 4);
        assertArrayEquals(Arrays.copyOfRange(whole, 16, 28), second);
    }

    @Test
    void centersStartUnrelatedToEachOther() {
        int dim = 512;
        float[] rows = drawn(ClassShard.of(50, 0, 1), dim);
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
