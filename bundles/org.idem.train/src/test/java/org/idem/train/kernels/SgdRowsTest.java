package org.idem.train.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.idem.train.kernels.vector.SgdStep;
import org.idem.train.tensor.Bfloat16;
import org.idem.train.tensor.CpuFeatures;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.FusedSgd;
import org.idem.train.tensor.Libtorch;
import org.idem.train.tensor.RowMemory;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SgdRowsTest {
    private static final double MOMENTUM = 0.9;
    private static final double RATE = 0.1;

    private final SplittableRandom random = new SplittableRandom(5);
    private KernelChoice choice;

    @BeforeEach
    void chooseKernels() {
        choice = KernelChoice.automatic(Device.CPU, CpuFeatures.detect());
        assumeTrue(choice.vectorized(), choice.reason());
        Libtorch.prepareThread(1);
    }

    private Tensor normal(double deviation, long rows, long columns) {
        float[] values = new float[Math.toIntExact(rows * columns)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return Tensor.of(values, rows, columns);
    }

    /** Gathers, computes and scatters by libtorch. */
    private static void separate(
            Tensor weights, Tensor velocities, long[] rows, Tensor products, Tensor radial, double decay) {
        Tensor index = Tensor.indices(rows);
        Tensor weight = weights.indexSelect(index);
        Tensor velocity = velocities.indexSelect(index);
        Tensor gradient = products.duplicate().addcmul_(weight, radial, -1);
        new FusedSgd(MOMENTUM).step(weight, gradient, velocity, decay, RATE);
        weights.indexCopy_(index, weight);
        velocities.indexCopy_(index, velocity);
    }

    private static SgdStep step(double decay) {
        return new SgdStep((float) MOMENTUM, (float) decay, (float) RATE);
    }

    @ParameterizedTest
    @CsvSource({"16,7,0.0005", "512,300,0.0005", "512,33,0", "64,1,0.1", "1024,65,0.01"})
    void equalsTheSeparateOperationsToTheBit(int dim, int count, double decay) {
        TensorScope.run(() -> {
            Tensor weights = normal(1, 3L * count + 2, dim);
            Tensor velocities = normal(0.1, 3L * count + 2, dim);
            Tensor expectedWeights = weights.duplicate();
            Tensor expectedVelocities = velocities.duplicate();
            SgdRows kernel = SgdRows.fp32(weights, velocities, choice);
            long[] rows = LongStream.range(0, count).map(i -> 3 * i + 1).toArray();
            for (int step = 0; step < 3; step++) {
                Tensor products = normal(1, count, dim);
                Tensor radial = normal(1, count, 1);
                kernel.update(rows, products, radial, null, step(decay));
                separate(expectedWeights, expectedVelocities, rows, products, radial, decay);
            }
            assertArrayEquals(expectedWeights.toFloats(), weights.toFloats());
            assertArrayEquals(expectedVelocities.toFloats(), velocities.toFloats());
        });
    }

    /** As a store on disk has them: weights and velocity of a row side by side. */
    @Test
    void rowsMayStandApart() {
        int dim = 32;
        TensorScope.run(() -> {
            try (RowMemory memory = new RowMemory(9, 2 * dim * Float.BYTES + 64)) {
                Tensor weights = memory.fp32(0, dim).copy_(normal(1, 9, dim));
                Tensor velocities = memory.fp32(dim * Float.BYTES, dim).copy_(normal(0.1, 9, dim));
                Tensor expectedWeights = weights.duplicate();
                Tensor expectedVelocities = velocities.duplicate();
                long[] rows = {8, 0, 5};
                Tensor products = normal(1, 3, dim);
                Tensor radial = normal(1, 3, 1);
                SgdRows.fp32(weights, velocities, choice).update(rows, products, radial, null, step(0.001));
                separate(expectedWeights, expectedVelocities, rows, products, radial, 0.001);
                assertArrayEquals(expectedWeights.toFloats(), weights.toFloats());
                assertArrayEquals(expectedVelocities.toFloats(), velocities.toFloats());
                weights.close();
                velocities.close();
            }
        });
    }

    @Test
    void aTableMayBeLargerThanABuffer() {
        int dim = 32;
        TensorScope.run(() -> {
            Tensor weights = Tensor.zeros(11, dim);
            Tensor velocities = Tensor.zeros(11, dim);
            SgdRows kernel = SgdRows.fp32(weights, velocities, choice, 5 * dim * Float.BYTES);
            long[] rows = {1, 3, 4, 7, 8, 10};
            Tensor products = normal(1, rows.length, dim);
            kernel.update(rows, products, Tensor.zeros(rows.length, 1), null, step(0));
            Tensor expected = Tensor.zeros(11, dim);
            expected.indexCopy_(Tensor.indices(rows), products.duplicate().mul_(-RATE));
            assertArrayEquals(expected.toFloats(), weights.toFloats());
        });
    }

    @Test
    void otherTablesAreLeftToLibtorch() {
        TensorScope.run(() -> {
            Tensor fit = Tensor.zeros(4, 32);
            assertNull(SgdRows.fp32(fit, fit, KernelChoice.libtorch("for comparison")));
            assertNull(SgdRows.fp32(Tensor.zeros(4, 31), Tensor.zeros(4, 31), choice), "part of a vector");
            assertNull(SgdRows.fp32(fit, Bfloat16.zeros(4, 32), choice), "bfloat16");
            assertNull(SgdRows.fp32(Tensor.zeros(0, 32), Tensor.zeros(0, 32), choice), "nothing");
        });
    }

    private SgdRows fp32() {
        return SgdRows.fp32(normal(1, 256, 512), normal(1, 256, 512), choice);
    }

    private SgdRows bf16(boolean master) {
        return SgdRows.bf16(
                Bfloat16.zeros(256, 512),
                master ? Bfloat16.zeroRemainders(256, 512) : null,
                Bfloat16.zeros(256, 512),
                choice);
    }

    /** Vectors that become objects would be megabytes; they are until the compiler, which may have to wait, is done. */
    @ParameterizedTest
    @ValueSource(strings = {"fp32", "bf16", "bf16_master"})
    void loopsAllocateNothing(String format) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        TensorScope.run(() -> {
            SgdRows kernel = format.equals("fp32") ? fp32() : bf16(format.equals("bf16_master"));
            Tensor products = normal(1, 256, 512);
            Tensor radial = normal(1, 256, 1);
            Tensor noise =
                    Tensor.int32(random.ints(256 * 512, 0, 1 << 16).toArray()).view(256, 512);
            long[] rows = LongStream.range(0, 256).toArray();
            long allocated = Long.MAX_VALUE;
            long patience = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
            while (allocated > 20_000 && System.nanoTime() < patience) {
                long before = thread.getCurrentThreadAllocatedBytes();
                kernel.update(rows, products, radial, noise, step(0.001));
                allocated = thread.getCurrentThreadAllocatedBytes() - before;
            }
            assertTrue(allocated <= 20_000, allocated + " bytes");
        });
    }
}
