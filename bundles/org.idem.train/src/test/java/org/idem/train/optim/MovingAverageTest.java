package org.idem.train.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.idem.train.tensor.Tensor;
import org.junit.jupiter.api.Test;

class MovingAverageTest {
    private static final double[][] VALUES = {{1, -2}, {3, 0.5}, {-1, 4}, {2, 2}};

    private static void fill(Tensor tensor, double[] values) {
        tensor.copyFrom(new float[] {(float) values[0], (float) values[1]});
    }

    private static float[] averageOfAll(double decay, boolean ramps) {
        try (Tensor source = Tensor.zeros(2);
                MovingAverage average = new MovingAverage(List.of(source), decay, ramps)) {
            fill(source, VALUES[0]);
            for (int i = 1; i < VALUES.length; i++) {
                average.initialize();
                fill(source, VALUES[i]);
                average.update();
            }
            assertEquals(VALUES.length - 1, average.steps());
            return average.averages().get(0).toFloats();
        }
    }

    @Test
    void followsTheFormula() {
        double first = 1;
        double second = -2;
        for (int i = 1; i < VALUES.length; i++) {
            first = 0.75 * first + 0.25 * VALUES[i][0];
            second = 0.75 * second + 0.25 * VALUES[i][1];
        }
        assertArrayEquals(new float[] {(float) first, (float) second}, averageOfAll(0.75, false), 1e-6f);
    }

    @Test
    void theFirstStepsMayWeighMore() {
        double first = 1;
        double second = -2;
        for (int i = 1; i < VALUES.length; i++) {
            double d = Math.min(0.15, (double) i / (9 + i));
            first = d * first + (1 - d) * VALUES[i][0];
            second = d * second + (1 - d) * VALUES[i][1];
        }
        assertArrayEquals(new float[] {(float) first, (float) second}, averageOfAll(0.15, true), 1e-6f);
    }

    @Test
    void exchangedTwiceItIsAsBefore() {
        try (Tensor source = Tensor.of(new float[] {1, 2}, 2);
                MovingAverage average = new MovingAverage(List.of(source), 0.7, false)) {
            average.initialize();
            fill(source, new double[] {5, 6});
            average.update();
            float[] averaged = average.averages().get(0).toFloats();
            average.swap();
            assertArrayEquals(averaged, source.toFloats());
            assertArrayEquals(new float[] {5, 6}, average.averages().get(0).toFloats());
            average.swap();
            assertArrayEquals(new float[] {5, 6}, source.toFloats());
            assertArrayEquals(averaged, average.averages().get(0).toFloats());
        }
    }

    @Test
    void begunAnewItForgets() {
        try (Tensor source = Tensor.of(new float[] {1, 2}, 2);
                MovingAverage average = new MovingAverage(List.of(source), 0.7, false)) {
            average.initialize();
            average.update();
            average.reset();
            fill(source, new double[] {8, 9});
            average.initialize();
            assertEquals(0, average.steps());
            assertArrayEquals(new float[] {8, 9}, average.averages().get(0).toFloats());
        }
    }
}
