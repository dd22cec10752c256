package org.idem.train.margin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.BiFunction;
import org.idem.config.loss.MarginLoss;
import org.idem.train.golden.Goldens;
import org.idem.train.layer.CosineLoss;
import org.idem.train.tensor.DoubleVector;
import org.idem.train.tensor.TensorScope;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("golden")
class CombinedMarginTest {
    private static final JsonNode GOLDEN = Goldens.json("margins");
    private static final int ROWS = 6;
    private static final int CLASSES = 11;

    private static CombinedMargin margin(JsonNode node) {
        return CombinedMargin.of(
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
            double target = ofTarget(margin(node), cosine, MarginHead.BatchMargin::targets);
            double slope = ofTarget(margin(node), cosine, MarginHead.BatchMargin::derivatives);
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

    private static double ofTarget(
            MarginHead head, double cosine, BiFunction<MarginHead.BatchMargin, DoubleVector, DoubleVector> rule) {
        return TensorScope.compute(() -> {
            DoubleVector cosines = DoubleVector.of(cosine);
            MarginHead.BatchMargin rules = head.forBatch(BatchStatistics.begin(Map.of()), cosines, cosines);
            return rule.apply(rules, cosines).values()[0];
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ArcFace", "CosFace", "SphereFace_like", "Combined"})
    void softmaxInFloat(String name) {
        JsonNode node = GOLDEN.get("sets").get("regular").get("margins").get(name);
        double[] expected = Goldens.numbers(node.get("plsc_true").get("dmeanloss_dcos"));
        CosineLoss actual = CosineLoss.of(margin(node), Map.of(), new float[ROWS], cosines("regular"), labels());
        assertEquals(node.get("plsc_true").get("loss_mean").asDouble(), actual.loss(), 1e-4);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual.gradient()[i], 1e-3 * Math.abs(expected[i]) + 1e-6, "entry " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ArcFace", "CosFace", "SphereFace_like", "Combined"})
    void cosinesOfOneGiveFiniteGradients(String name) {
        JsonNode node = GOLDEN.get("sets").get("edge").get("margins").get(name);
        CosineLoss actual = CosineLoss.of(margin(node), Map.of(), new float[ROWS], cosines("edge"), labels());
        for (float value : actual.gradient()) {
            assertTrue(Float.isFinite(value));
        }
        assertTrue(Double.isFinite(actual.loss()));
    }

    @Test
    void aClassTooNearIsLeftOut() {
        CombinedMargin margin = new CombinedMargin(new MarginLoss(1, 0, 0.4, 64, true, 0.4));
        float[] cosines = {0.7f, 0.5f, 0.3f};
        CosineLoss actual = CosineLoss.of(margin, Map.of(), new float[1], cosines, new int[] {0});
        double others = 1 + Math.exp(64 * 0.3);
        double target = Math.exp(64 * (0.7f - 0.4));
        assertEquals(Math.log1p(others / target), actual.loss(), 1e-4);
        assertEquals(0, actual.gradient()[1]);
        assertTrue(actual.gradient()[0] < 0 && actual.gradient()[2] > 0);
    }

    private static float[] cosines(String set) {
        return Goldens.floats(Goldens.numbers(GOLDEN.get("sets").get(set).get("cosines")));
    }

    private static int[] labels() {
        return java.util.Arrays.stream(Goldens.longs(GOLDEN.get("labels")))
                .mapToInt(label -> (int) label)
                .toArray();
    }
}
