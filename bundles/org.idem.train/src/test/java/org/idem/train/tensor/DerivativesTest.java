package org.idem.train.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.idem.train.golden.Fill;
import org.junit.jupiter.api.Test;

/** Derivatives that are written out, beside those that libtorch derives. */
class DerivativesTest {
    private static Tensor filled(String name, long... shape) {
        int count = 1;
        for (long length : shape) {
            count *= (int) length;
        }
        return Tensor.of(Fill.symmetric(name, count, 1), shape);
    }

    /** Runs in a scope that records. */
    private static void recording(Runnable work) {
        TensorScope.run(() -> GradMode.run(true, () -> {
            work.run();
            return null;
        }));
    }

    private static float[] derived(Tensor x, UnaryOperator<Tensor> operation, Tensor gradient) {
        Tensor leaf = GradMode.leaf(x);
        GradMode.backward(operation.apply(leaf), gradient);
        return GradMode.gradient(leaf).toFloats();
    }

    private static <T> T unrecorded(Supplier<T> work) {
        return GradMode.run(false, work);
    }

    @Test
    void parametricRelu() {
        for (boolean last : new boolean[] {true, false}) {
            recording(() -> {
                Tensor x = filled("x", 3, 5, 6, 7);
                Tensor gradient = filled("g", 3, 5, 6, 7);
                Tensor input = last ? x.channelsLast() : x;
                Tensor slopes = filled("a", 5);
                float[] ofInput = derived(input, leaf -> ParametricRelu.forward(leaf, slopes), gradient);
                float[] ofSlopes = derived(slopes, leaf -> ParametricRelu.forward(input, leaf), gradient);
                Gradients written = unrecorded(() -> ParametricRelu.backward(gradient, input, slopes));
                assertArrayEquals(ofInput, written.input().toFloats(), 0f);
                assertArrayEquals(ofSlopes, written.weight().toFloats(), 1e-5f);
            });
        }
    }

    @Test
    void attention() {
        recording(() -> {
            Tensor qkv = filled("qkv", 2, 5, 3 * 8);
            Tensor gradient = filled("g", 2, 5, 8);
            float[] expected = derived(qkv, leaf -> TokenOps.attention(leaf, 2), gradient);
            Attention attention = new Attention(2);
            Attention.Result result = unrecorded(() -> attention.forward(qkv));
            assertArrayEquals(
                    TokenOps.attention(qkv, 2).toFloats(), result.value().toFloats(), 1e-6f);
            Tensor back = unrecorded(() -> attention.backward(gradient, result));
            assertArrayEquals(expected, back.toFloats(), 1e-6f);
        });
    }

    @Test
    void affineOfTokens() {
        recording(() -> {
            Tensor x = filled("x", 2, 3, 4);
            Tensor weight = filled("w", 5, 4);
            Tensor bias = filled("b", 5);
            Tensor gradient = filled("g", 2, 3, 5);
            Gradients all = unrecorded(() -> Affine.backward(gradient, x, weight, true));
            float[] g = gradient.toFloats();
            float[] values = unrecorded(() -> Affine.forward(x, weight, bias)).toFloats();
            double first = bias.toFloats()[1];
            double ofWeight = 0;
            for (int i = 0; i < 4; i++) {
                first += x.toFloats()[i] * weight.toFloats()[4 + i];
            }
            double ofBias = 0;
            for (int row = 0; row < 6; row++) {
                ofWeight += g[row * 5 + 1] * x.toFloats()[row * 4 + 2];
                ofBias += g[row * 5 + 1];
            }
            assertEquals(first, values[1], 1e-5);
            assertEquals(ofWeight, all.weight().toFloats()[4 + 2], 1e-5);
            assertEquals(ofBias, all.bias().toFloats()[1], 1e-5);
            assertArrayEquals(x.shape(), all.input().shape());
        });
    }

    @Test
    void widenedGroupsComputeTheSame() {
        TensorScope.run(() -> {
            Tensor x = filled("x", 2, 16, 6, 6);
            Tensor weight = filled("w", 16, 2, 3, 3);
            Tensor gradient = filled("g", 2, 16, 3, 3);
            Convolution narrow = new Convolution(2, 1, 8);
            Convolution wide = new Convolution(2, 1, 2);
            GroupWidening widening = new GroupWidening(8, 2, 8);
            Tensor widened = widening.widen(weight);
            assertArrayEquals(
                    narrow.forward(x, weight, null).toFloats(),
                    wide.forward(x, widened, null).toFloats(),
                    1e-5f);
            Gradients expected = narrow.backward(gradient, x, weight, true, false);
            Gradients actual = wide.backward(gradient, x, widened, true, false);
            assertArrayEquals(expected.input().toFloats(), actual.input().toFloats(), 1e-5f);
            assertArrayEquals(
                    expected.weight().toFloats(),
                    widening.narrow(actual.weight()).toFloats(),
                    1e-5f);
        });
    }
}
