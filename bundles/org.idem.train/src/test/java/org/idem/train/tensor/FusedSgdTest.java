package org.idem.train.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.idem.train.golden.Fill;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FusedSgdTest {
    private static final int COUNT = 37;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 0.9})
    void threeStepsAreTheFormulas(double momentum) {
        float[] weights = Fill.symmetric("sgd.weights", COUNT, 1);
        float[] velocity = new float[COUNT];
        TensorScope.run(() -> {
            Tensor w = Tensor.of(weights, COUNT);
            Tensor v = Tensor.zeros(COUNT);
            for (int step = 0; step < 3; step++) {
                float[] gradient = Fill.symmetric("sgd.gradient." + step, COUNT, 1);
                new FusedSgd(momentum).step(w, Tensor.of(gradient, COUNT), v, 0.01, 0.1);
                for (int i = 0; i < COUNT; i++) {
                    velocity[i] = (float) (momentum * velocity[i] + gradient[i] + 0.01 * weights[i]);
                    weights[i] -= 0.1f * velocity[i];
                }
            }
            assertArrayEquals(weights, w.toFloats(), 1e-6f);
            assertArrayEquals(velocity, v.toFloats(), 1e-6f);
        });
    }
}
