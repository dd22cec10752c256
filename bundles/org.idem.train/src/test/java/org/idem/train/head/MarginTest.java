package org.idem.train.head;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.idem.train.collective.SoloCollective;
import org.idem.train.golden.Goldens;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("golden")
class MarginTest {
    private static final JsonNode GOLDEN = Goldens.json("margins");
    private static final int ROWS = 6;
    private static final int CLASSES = 11;

    private static Margin margin(JsonNode node) {
        return new Margin(
                node.get("m1").asDouble(),
                node.get("m2").asDouble(),
                node.get("m3").asDouble(),
                64);
    }

    @ParameterizedTest
    @CsvSource({
        "regular,ArcFace", "regular,CosFace", "regular,SphereFace_like", "regular,Combined",
        "edge,ArcFace", "edge,CosFace", "edge,SphereFace_like", "edge,Combined"
    })
    void targetAndSlopeInDouble(String set, String name) {
        JsonNode node = GOLDEN.get("sets").get(set).get("margins").get(name);
        double[] cosines = Goldens.numbers(GOLDEN.get("sets").get(set).get("cosines"));
        double[] targets = Goldens.numbers(node.get("plsc_true").get("target_after_margin"));
        double[] losses = Goldens.numbers(node.get("plsc_true").get("loss_per_sample"));
        double[] gradients = Goldens.numbers(node.get("plsc_true").get("dmeanloss_dcos"));
        int[] labels = labels();
        for (int row = 0; row < ROWS; row++) {
            double cosine = cosines[row * CLASSES + labels[row]];
            double target = margin(node).target(cosine);
            double slope = margin(node).slope(cosine);
            assertTrue(Double.isFinite(target) && Double.isFinite(slope), "row " + row);
            if (!Double.isNaN(targets[row])) {
                assertEquals(targets[row], target, 1e-12, "row " + row);
            }
            double expected = gradients[row * CLASSES + labels[row]];
            if (Double.isFinite(expected)) {
                double probability = Math.exp(-losses[row]);
                double actual = -Math.expm1(-losses[row]) * -64 / ROWS * slope;
                double tolerance = set.equals("edge") ? 1e-7 : 1e-10;
                assertEquals(expected, actual, Math.abs(expected) * tolerance + 1e-12 * probability, "row " + row);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ArcFace", "CosFace", "SphereFace_like", "Combined"})
    void softmaxInFloat(String name) {
        JsonNode node = GOLDEN.get("sets").get("regular").get("margins").get(name);
        double[] expected = Goldens.numbers(node.get("plsc_true").get("dmeanloss_dcos"));
        TensorScope.run(() -> {
            Tensor cosines = cosines("regular");
            Softmax softmax = new Softmax(new SoloCollective(), margin(node), Map.of(), labels(), 1);
            float[] gradient = softmax.backward(cosines, new float[ROWS]).toFloats();
            assertEquals(node.get("plsc_true").get("loss_mean").asDouble(), softmax.loss(), 1e-4);
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], gradient[i], 1e-3 * Math.abs(expected[i]) + 1e-6, "entry " + i);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ArcFace", "CosFace", "SphereFace_like", "Combined"})
    void cosinesOfOneGiveFiniteGradients(String name) {
        JsonNode node = GOLDEN.get("sets").get("edge").get("margins").get(name);
        TensorScope.run(() -> {
            Softmax softmax = new Softmax(new SoloCollective(), margin(node), Map.of(), labels(), 1);
            for (float value :
                    softmax.backward(cosines("edge"), new float[ROWS]).toFloats()) {
                assertTrue(Float.isFinite(value));
            }
            assertTrue(Double.isFinite(softmax.loss()));
        });
    }

    @Test
    void aClassTooNearIsLeftOut() {
        Margin margin = new Margin(1, 0, 0.4, 64, true, 0.4);
        TensorScope.run(() -> {
            Tensor cosines = Tensor.of(new float[] {0.7f, 0.5f, 0.3f}, 1, 3);
            Softmax softmax = new Softmax(new SoloCollective(), margin, Map.of(), new int[] {0}, 1);
            float[] gradient = softmax.backward(cosines, new float[1]).toFloats();
            double others = 1 + Math.exp(64 * 0.3);
            double target = Math.exp(64 * (0.7f - 0.4));
            assertEquals(Math.log1p(others / target), softmax.loss(), 1e-4);
            assertEquals(0, gradient[1]);
            assertTrue(gradient[0] < 0 && gradient[2] > 0);
        });
    }

    private static Tensor cosines(String set) {
        return Tensor.of(
                Goldens.floats(Goldens.numbers(GOLDEN.get("sets").get(set).get("cosines"))), ROWS, CLASSES);
    }

    private static int[] labels() {
        return java.util.Arrays.stream(Goldens.longs(GOLDEN.get("labels")))
                .mapToInt(label -> (int) label)
                .toArray();
    }
}
