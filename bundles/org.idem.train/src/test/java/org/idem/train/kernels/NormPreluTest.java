package org.idem.train.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.idem.train.tensor.BatchNormalization;
import org.idem.train.tensor.ComputeOptions.ScalarType;
import org.idem.train.tensor.CpuFeatures;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.Gradients;
import org.idem.train.tensor.Libtorch;
import org.idem.train.tensor.ParametricRelu;
import org.idem.train.tensor.ScalarTypes;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NormPreluTest {
    private static final double EPSILON = 1e-5;

    private Kernels kernels;
    private final SplittableRandom random = new SplittableRandom(3);

    @BeforeEach
    void chooseKernels() {
        KernelChoice choice = KernelChoice.automatic(Device.CPU, CpuFeatures.detect());
        assumeTrue(choice.vectorized(), choice.reason());
        kernels = choice.create();
        Libtorch.prepareThread(2);
    }

    @AfterEach
    void close() {
        if (kernels != null) {
            kernels.close();
        }
    }

    private float[] normal(int count, double mean, double deviation) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (mean + deviation * random.nextGaussian());
        }
        return values;
    }

    /** What goes in; values are those that a type can hold. */
    private record Case(
            Tensor x, Tensor gradient, Tensor scale, Tensor shift, Tensor slope, Tensor mean, Tensor variance) {
        Case as(ScalarType type) {
            return new Case(cast(x, type), cast(gradient, type), scale, shift, slope, mean, variance);
        }

        private static Tensor cast(Tensor x, ScalarType type) {
            return ScalarTypes.cast(x, type).channelsLast();
        }

        NormPrelu.Parameters parameters() {
            return new NormPrelu.Parameters(scale, shift, slope);
        }
    }

    private Case draw(int n, int c, int h, int w, double mean) {
        int count = n * c * h * w;
        Tensor x = Tensor.of(normal(count, mean, 2), n, c, h, w);
        Tensor gradient = Tensor.of(normal(count, 0, 1), n, c, h, w);
        return new Case(
                ScalarTypes.cast(ScalarTypes.cast(x, ScalarType.BF16), ScalarType.FP32),
                ScalarTypes.cast(ScalarTypes.cast(gradient, ScalarType.BF16), ScalarType.FP32),
                Tensor.of(normal(c, 1, 0.5), c),
                Tensor.of(normal(c, 0.2, 0.5), c),
                Tensor.of(normal(c, 0.25, 0.2), c),
                Tensor.of(normal(c, 0, 1), c),
                Tensor.of(normal(c, 3, 0.2), c));
    }

    private record Outcome(
            float[] value,
            float[] input,
            float[] scale,
            float[] shift,
            float[] slope,
            float[] mean,
            float[] variance) {}

    private static Outcome separate(Case with) {
        Tensor mean = with.mean().duplicate();
        Tensor variance = with.variance().duplicate();
        BatchNormalization norm = new BatchNormalization(EPSILON);
        BatchNormalization.Result z = norm.forward(with.x(), with.scale(), with.shift(), mean, variance);
        Tensor slopes = ScalarTypes.castLike(with.slope(), with.x());
        Tensor value = ParametricRelu.forward(z.value(), slopes);
        Gradients prelu = ParametricRelu.backward(with.gradient(), z.value(), slopes);
        Gradients all = norm.backward(prelu.input(), with.x(), with.scale(), z.mean(), z.inverse());
        return new Outcome(
                value.toFloats(),
                all.input().toFloats(),
                all.weight().toFloats(),
                all.bias().toFloats(),
                prelu.weight().toFloats(),
                mean.toFloats(),
                variance.toFloats());
    }

    private Outcome inOne(Case with) {
        assertTrue(kernels.takesNormPrelu(with.x()));
        RunningStatistics running =
                new RunningStatistics(with.mean().duplicate(), with.variance().duplicate());
        NormPrelu operation = kernels.normPrelu(EPSILON);
        NormPrelu.Result result = operation.forward(with.x(), with.parameters(), running);
        NormPrelu.Gradients all = operation.backward(with.gradient(), with.x(), result);
        return new Outcome(
                result.value().toFloats(),
                all.input().toFloats(),
                all.scale().toFloats(),
                all.shift().toFloats(),
                all.slope().toFloats(),
                running.mean().toFloats(),
                running.variance().toFloats());
    }

    private static double distance(float[] expected, float[] actual) {
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow((double) expected[i] - actual[i], 2);
            norm += Math.pow(expected[i], 2);
        }
        return difference == 0 ? 0 : Math.sqrt(difference / norm);
    }

    private static void assertClose(float[] expected, float[] actual, double bound, String what) {
        double distance = distance(expected, actual);
        assertTrue(distance <= bound, what + ": " + distance + " > " + bound);
    }

    /** Rounding of a result by bfloat16; today's may be a little better by chance. */
    private static void assertNoWorse(float[] exact, float[] today, float[] actual, String what) {
        assertClose(exact, actual, 1.1 * distance(exact, today) + 1e-5, what);
    }

    private static float[] sum(float[] a, float[] b) {
        float[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({
        "2,32,1,1",
        "1,64,1,2",
        "3,96,5,7",
        "4,64,13,11",
        "2,128,28,28",
        "5,512,7,7",
        "2,1024,3,1",
        "1,32,1,4099",
        "3,4096,2,2"
    })
    void equalsTheSeparateOperations(int n, int c, int h, int w) {
        TensorScope.run(() -> {
            Case exact = draw(n, c, h, w, 0.3).as(ScalarType.FP32);
            Outcome expected = separate(exact);
            Outcome wide = inOne(exact);
            assertClose(expected.value(), wide.value(), 1e-5, "value");
            assertClose(expected.scale(), wide.scale(), 5e-5, "scale");
            assertClose(expected.shift(), wide.shift(), 1e-5, "shift");
            assertClose(expected.slope(), wide.slope(), 1e-5, "slope");
            assertClose(expected.mean(), wide.mean(), 1e-6, "mean");
            assertClose(expected.variance(), wide.variance(), 1e-6, "variance");
            // Of few rows the gradient is almost 0, and what is left of it rounding.
            float[] gradient = exact.gradient().toFloats();
            assertClose(sum(gradient, expected.input()), sum(gradient, wide.input()), 2e-5, "input");
            Outcome today = separate(exact.as(ScalarType.BF16));
            Outcome narrow = inOne(exact.as(ScalarType.BF16));
            assertNoWorse(expected.value(), today.value(), narrow.value(), "value");
            assertNoWorse(
                    sum(gradient, expected.input()),
                    sum(gradient, today.input()),
                    sum(gradient, narrow.input()),
                    "input");
            assertNoWorse(expected.scale(), today.scale(), narrow.scale(), "scale");
            assertNoWorse(expected.shift(), today.shift(), narrow.shift(), "shift");
            assertNoWorse(expected.slope(), today.slope(), narrow.slope(), "slope");
            assertNoWorse(expected.mean(), today.mean(), narrow.mean(), "mean");
            assertNoWorse(expected.variance(), today.variance(), narrow.variance(), "variance");
        });
    }

    @Test
    void aMeanFarFromZeroCostsNoDigits() {
        TensorScope.run(() -> {
            Case far = draw(8, 32, 24, 24, 300).as(ScalarType.FP32);
            Outcome today = separate(far);
            Outcome actual = inOne(far);
            assertClose(today.value(), actual.value(), 1e-3, "value");
            assertClose(today.input(), actual.input(), 1e-3, "input");
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"FP32", "BF16"})
    void aValueOfZeroIsNotPositive(ScalarType type) {
        TensorScope.run(() -> {
            Case drawn = draw(2, 32, 3, 3, 0);
            Tensor none = Tensor.zeros(32);
            Case zero = new Case(drawn.x(), drawn.gradient(), none, none, drawn.slope(), drawn.mean(), drawn.variance())
                    .as(type);
            Outcome today = separate(zero);
            Outcome actual = inOne(zero);
            assertClose(today.value(), actual.value(), 0, "value");
            assertClose(today.input(), actual.input(), 0, "input");
            // Libtorch rounds each product of gradient and slope to bfloat16 before it adds them up.
            double tolerance = type == ScalarType.FP32 ? 1e-5 : 1e-2;
            assertClose(today.shift(), actual.shift(), tolerance, "shift");
            assertClose(today.slope(), actual.slope(), 0, "slope");
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"FP32", "BF16"})
    void whatIsNotFiniteStaysSo(ScalarType type) {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            TensorScope.run(() -> {
                Case drawn = draw(2, 32, 3, 3, 0);
                float[] values = drawn.x().toFloats();
                values[0] = bad;
                drawn.x().copyFrom(values);
                float[] actual = inOne(drawn.as(type)).value();
                assertFalse(Float.isFinite(actual[0]));
                assertTrue(Float.isFinite(actual[9]), "another channel");
                float[] gradients = drawn.gradient().toFloats();
                gradients[0] = bad;
                drawn.gradient().copyFrom(gradients);
                assertFalse(Float.isFinite(inOne(drawn.as(type)).input()[0]));
            });
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FP32", "BF16"})
    void theNumberOfThreadsChangesNoBit(ScalarType type) {
        TensorScope.run(() -> {
            Case with = draw(4, 64, 40, 40, 0).as(type);
            Libtorch.prepareThread(1);
            Outcome alone = inOne(with);
            Libtorch.prepareThread(3);
            Outcome shared = inOne(with);
            assertArrayEquals(alone.value(), shared.value());
            assertArrayEquals(alone.input(), shared.input());
            assertArrayEquals(alone.scale(), shared.scale());
            assertArrayEquals(alone.shift(), shared.shift());
            assertArrayEquals(alone.slope(), shared.slope());
        });
    }

    @Test
    void otherTensorsAreLeftToLibtorch() {
        TensorScope.run(() -> {
            Tensor x = Tensor.zeros(2, 64, 4, 4).channelsLast();
            assertTrue(kernels.takesNormPrelu(x));
            assertFalse(Kernels.none().takesNormPrelu(x));
            assertFalse(kernels.takesNormPrelu(Tensor.zeros(2, 64, 4, 4)), "channels first");
            assertFalse(kernels.takesNormPrelu(Tensor.zeros(2, 63, 4, 4).channelsLast()), "part of a vector");
            assertFalse(kernels.takesNormPrelu(Tensor.zeros(2, 64)), "no image");
            assertFalse(kernels.takesNormPrelu(Tensor.zeros(0, 64, 4, 4).channelsLast()), "nothing");
            assertFalse(kernels.takesNormPrelu(ScalarTypes.cast(x, ScalarType.FP16)), "half precision");
        });
    }

    /** Vectors that become objects would be megabytes; they are until the compiler, which may have to wait, is done. */
    @ParameterizedTest
    @EnumSource(names = {"FP32", "BF16"})
    void loopsAllocateNothing(ScalarType type) {
        Libtorch.prepareThread(1);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        TensorScope.run(() -> {
            Case with = draw(4, 64, 28, 28, 0).as(type);
            NormPrelu operation = kernels.normPrelu(EPSILON);
            long allocated = Long.MAX_VALUE;
            long patience = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
            while (allocated > 200_000 && System.nanoTime() < patience) {
                long before = thread.getCurrentThreadAllocatedBytes();
                NormPrelu.Result result = operation.forward(with.x(), with.parameters(), null);
                NormPrelu.Gradients all = operation.backward(with.gradient(), with.x(), result);
                allocated = thread.getCurrentThreadAllocatedBytes() - before;
                all.input().close();
                result.value().close();
            }
            assertTrue(allocated <= 200_000, allocated + " bytes");
        });
    }

    @Test
    void aFailureReachesTheCaller() {
        KernelThreads threads = new KernelThreads();
        Libtorch.prepareThread(2);
        IllegalStateException thrown = org.junit.jupiter.api.Assertions.assertThrows(
                IllegalStateException.class,
                () -> threads.run(8, part -> {
                    if (part == 5) {
                        throw new IllegalArgumentException("part 5");
                    }
                }));
        assertEquals("part 5", thrown.getCause().getMessage());
        threads.close();
    }
}
