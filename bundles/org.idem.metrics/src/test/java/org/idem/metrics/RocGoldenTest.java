package org.idem.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("golden")
class RocGoldenTest {
    private static final double TOLERANCE = 1e-9;

    private final JsonNode golden;
    private final boolean[] same;

    RocGoldenTest() throws IOException {
        golden = Goldens.json("data/roc.json");
        String labels = golden.get("labels").asText();
        same = new boolean[labels.length()];
        for (int i = 0; i < same.length; i++) {
            same[i] = labels.charAt(i) == '1';
        }
    }

    @Test
    void ratesAndAreas() {
        for (JsonNode set : golden.get("sets")) {
            String name = set.get("name").asText();
            Roc roc = Roc.of(Goldens.doubles(set.get("scores")), same);
            assertEquals(set.get("auc").asDouble(), roc.auc(), TOLERANCE, name);
            assertEquals(set.get("eer").asDouble(), roc.eer(), TOLERANCE, name);
            assertRates(set, "tar_conservative", roc::at);
            assertRates(set, "tar_nearest_fpr", roc::atNearest);
            assertRates(set, "tar_nearest_fpr_all_points", roc::atNearestOfAll);
        }
    }

    private void assertRates(JsonNode set, String field, Function<Double, TarAtFarRow> reading) {
        double[] fars = Goldens.doubles(golden.get("fars"));
        double[] tars = Arrays.stream(fars).map(far -> reading.apply(far).tar()).toArray();
        assertArrayEquals(
                Goldens.doubles(set.get(field)),
                tars,
                TOLERANCE,
                set.get("name").asText() + " " + field);
    }

    @Test
    void foldedAccuracy() {
        for (JsonNode set : golden.get("sets")) {
            JsonNode expected = set.get("kfold");
            if (expected == null) {
                continue;
            }
            double[] distances = Arrays.stream(Goldens.doubles(set.get("scores")))
                    .map(score -> 2 - 2 * score)
                    .toArray();
            KFold kfold = KFold.of(distances, same, KFold.USUAL_FOLDS);
            assertEquals(expected.get("accuracy_mean").asDouble(), kfold.accuracy(), TOLERANCE);
            assertEquals(expected.get("accuracy_std").asDouble(), kfold.std(), TOLERANCE);
            assertArrayEquals(Goldens.doubles(expected.get("fold_accuracy")), kfold.foldAccuracies(), TOLERANCE);
            assertArrayEquals(Goldens.doubles(expected.get("fold_threshold")), kfold.foldThresholds(), TOLERANCE);
        }
    }

    @Test
    void intervals() {
        for (JsonNode one : golden.get("intervals")) {
            long k = one.get("k").asLong();
            long n = one.get("n").asLong();
            double confidence = one.get("conf").asDouble();
            assertInterval(one, "wilson", ConfidenceInterval.wilson(k, n, confidence));
            assertInterval(one, "clopper_pearson", ConfidenceInterval.clopperPearson(k, n, confidence));
        }
    }

    private static void assertInterval(JsonNode one, String field, ConfidenceInterval interval) {
        double[] expected = Goldens.doubles(one.get(field));
        assertArrayEquals(expected, new double[] {interval.low(), interval.high()}, TOLERANCE, field + " " + one);
    }
}
