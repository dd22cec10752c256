package org.idem.train.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.idem.config.AdafactorConfig;
import org.idem.model.ModelSpec;
import org.idem.train.backbone.Backbone;
import org.idem.train.backbone.Backbones;
import org.idem.train.centers.CenterAdafactor;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.ClassCenters;
import org.idem.train.centers.ClassSample;
import org.idem.train.centers.MemoryCenters;
import org.idem.train.centers.SampledCenters;
import org.idem.train.golden.Fill;
import org.idem.train.layer.Centers;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the same rule written out in double, one tensor at a time. */
class AdafactorTest {
    private static final int STEPS = 5;
    private static final double RATE = 0.05;

    private static final AdafactorConfig USUAL = new AdafactorConfig(1e-30, 1e-3, 1, -0.8, 0, true, true);

    /** A tensor [outer, rows, columns] that is factored over rows and columns, or a vector with rows = 0. */
    private static final class Written {
        final int outer;
        final int rows;
        final int columns;
        final double[] w;
        final double[] mean;
        final double[] rowMeans;
        final double[] columnMeans;
        final double[] square;

        Written(float[] start, int outer, int rows, int columns) {
            this.outer = outer;
            this.rows = rows;
            this.columns = columns;
            w = new double[start.length];
            Arrays.setAll(w, i -> start[i]);
            mean = new double[w.length];
            square = new double[w.length];
            rowMeans = new double[outer * rows];
            columnMeans = new double[outer * columns];
        }

        void step(float[] g, int t, AdafactorConfig keys, double decay) {
            double beta = 1 - Math.pow(t, keys.decayRate());
            double own = RATE * (keys.scaleParameter() ? Math.max(keys.leastScale(), rms(w)) : 1);
            double[] u = rows == 0 ? whole(g, beta, keys.epsilon()) : factored(g, beta, keys.epsilon());
            double excess = Math.max(1, rms(u) / keys.clipThreshold());
            boolean decays = rows > 0 || keys.vectorsDecay();
            for (int i = 0; i < w.length; i++) {
                double update = u[i] / excess * own;
                if (keys.beta1() > 0) {
                    mean[i] = keys.beta1() * mean[i] + (1 - keys.beta1()) * update;
                    update = mean[i];
                }
                w[i] = w[i] * (decays ? 1 - decay * own : 1) - update;
            }
        }

        private double[] whole(float[] g, double beta, double epsilon) {
            double[] u = new double[g.length];
            for (int i = 0; i < u.length; i++) {
                square[i] = beta * square[i] + (1 - beta) * ((double) g[i] * g[i] + epsilon);
                u[i] = g[i] / Math.sqrt(square[i]);
            }
            return u;
        }

        private double[] factored(float[] g, double beta, double epsilon) {
            fade(rowMeans, beta);
            fade(columnMeans, beta);
            for (int i = 0; i < g.length; i++) {
                int o = i / (rows * columns);
                double entering = (1 - beta) * ((double) g[i] * g[i] + epsilon);
                rowMeans[i / columns] += entering / columns;
                columnMeans[o * columns + i % columns] += entering / rows;
            }
            double[] u = new double[g.length];
            for (int i = 0; i < u.length; i++) {
                int o = i / (rows * columns);
                double all = Arrays.stream(rowMeans, o * rows, (o + 1) * rows)
                        .average()
                        .orElseThrow();
                u[i] = g[i] / Math.sqrt(rowMeans[i / columns] / all * columnMeans[o * columns + i % columns]);
            }
            return u;
        }

        private static void fade(double[] values, double factor) {
            Arrays.setAll(values, i -> values[i] * factor);
        }

        private static double rms(double[] values) {
            return Math.sqrt(Arrays.stream(values).map(v -> v * v).average().orElseThrow());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1e-30, 1e-3, 1, -0.8, 0, true, true",
        "1e-3, 0.7, 0.5, -0.5, 0.9, true, false",
        "1e-30, 1e-3, 1, -0.8, 0.5, false, true"
    })
    void followsTheFormula(
            double epsilon, double least, double clip, double rate, double beta1, boolean scale, boolean vectors) {
        AdafactorConfig keys = new AdafactorConfig(epsilon, least, clip, rate, beta1, scale, vectors);
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put("matrix", new long[] {3, 4});
        shapes.put("vector", new long[] {5});
        shapes.put("kernel", new long[] {2, 3, 2, 3});
        float[] start = Fill.symmetric("adafactor", 12 + 5 + 36, 1);
        List<Written> written = List.of(
                new Written(Arrays.copyOf(start, 12), 1, 3, 4),
                new Written(Arrays.copyOfRange(start, 12, 17), 1, 0, 5),
                new Written(Arrays.copyOfRange(start, 17, 53), 6, 2, 3));
        try (PlainParameters parameters = new PlainParameters(shapes);
                Adafactor optimizer = new Adafactor(parameters, new WeightDecay(0.1, List.of()), keys)) {
            parameters.values().copyFrom(start);
            for (int t = 1; t <= STEPS; t++) {
                float[] g = Fill.symmetric("adafactor." + t, start.length, 0.5);
                parameters.gradients().copyFrom(g);
                optimizer.step(RATE);
                int at = 0;
                for (Written one : written) {
                    one.step(Arrays.copyOfRange(g, at, at + one.w.length), t, keys, 0.1);
                    at += one.w.length;
                }
            }
            float[] got = parameters.values().toFloats();
            int at = 0;
            for (Written one : written) {
                for (double value : one.w) {
                    assertEquals(value, got[at++], 1e-6);
                }
            }
            assertEquals(beta1 > 0, optimizer.state().containsKey("mean/kernel"));
            assertArrayEquals(
                    new long[] {2, 3, 1, 3},
                    optimizer.state().get("column/kernel").shape());
        }
    }

    @Test
    void aLayoutInMemoryChangesNothing() {
        assertArrayEquals(movedKernel(false), movedKernel(true), 1e-6f);
    }

    private static float[] movedKernel(boolean channelsLast) {
        ModelSpec spec = new ModelSpec("MobileFaceNet_small", 32, 32, List.of(0, 0, 0, 0), 1);
        try (Backbone net = Backbones.create(spec, channelsLast, 1);
                Adafactor optimizer = new Adafactor(net.parameters(), WeightDecay.NONE, USUAL)) {
            ParameterBuffers parameters = net.parameters();
            String kernel = parameters.ranges().keySet().stream()
                    .filter(name ->
                            parameters.shape(name).length == 4 && parameters.shape(name)[1] > 1)
                    .findFirst()
                    .orElseThrow();
            float[] g =
                    Fill.symmetric("g", (int) parameters.ranges().get(kernel).length(), 1);
            TensorScope.run(() ->
                    parameters.view(parameters.gradients(), kernel).copy_(Tensor.of(g, parameters.shape(kernel))));
            optimizer.step(RATE);
            return net.parameters().read(kernel);
        }
    }

    @Test
    void centersMoveEachByItself() {
        int dim = 6;
        float[] start = Fill.symmetric("centers", 4 * dim, 1);
        Written first = new Written(Arrays.copyOf(start, dim), 1, 0, dim);
        Written third = new Written(Arrays.copyOfRange(start, 2 * dim, 3 * dim), 1, 0, dim);
        try (MemoryCenters centers = Centers.of(start, dim)) {
            for (int t = 1; t <= STEPS; t++) {
                int now = t;
                float[] g = Fill.symmetric("centers." + t, 2 * dim, 0.5);
                move(centers, ClassSample.of(new int[] {0, 2}, 4), g, now);
                first.step(Arrays.copyOf(g, dim), t, USUAL, 0.1);
                third.step(Arrays.copyOfRange(g, dim, 2 * dim), t, USUAL, 0.1);
            }
            assertClose(first.w, centers.read(CenterField.CENTERS, 0, 1));
            assertClose(third.w, centers.read(CenterField.CENTERS, 2, 1));
            assertArrayEquals(Arrays.copyOfRange(start, dim, 2 * dim), centers.read(CenterField.CENTERS, 1, 1));
        }
    }

    @Test
    void aCenterWithoutGradientDecays() {
        float[] start = Fill.symmetric("centers", 2 * 6, 1);
        Written other = new Written(Arrays.copyOfRange(start, 6, 12), 1, 0, 6);
        other.step(new float[6], 1, USUAL, 0.1);
        try (MemoryCenters centers = Centers.of(start, 6)) {
            move(centers, ClassSample.of(new int[] {1}, 2), new float[6], 1);
            assertClose(other.w, centers.read(CenterField.CENTERS, 1, 1));
            assertTrue(Math.abs(other.w[0]) < Math.abs(start[6]));
        }
    }

    private static void move(ClassCenters centers, ClassSample sample, float[] gradient, int step) {
        TensorScope.run(() -> {
            SampledCenters rows = centers.gatherForUpdate(sample);
            Tensor g = Tensor.of(gradient, sample.size(), centers.dim());
            new CenterAdafactor(USUAL, 0.1, step).update(rows, g, RATE);
            centers.scatter(sample, rows, step);
        });
    }

    private static void assertClose(double[] expected, float[] actual) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], 1e-6);
        }
    }
}
