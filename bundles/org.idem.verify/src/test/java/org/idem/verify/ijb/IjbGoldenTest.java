package org.idem.verify.ijb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.idem.core.Progress;
import org.idem.data.ijb.IjbLayout;
import org.idem.data.ijb.IjbTarget;
import org.idem.metrics.TarRule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("golden")
class IjbGoldenTest {
    private static final Path ROOT = Path.of(System.getProperty("idem.goldens"), "data", "ijb-mini");

    private final JsonNode golden;

    IjbGoldenTest() throws IOException {
        golden = new ObjectMapper().readTree(ROOT.resolve("expected.json").toFile());
    }

    private static IjbResult judge(IjbSettings settings, int resamplings) {
        IjbLayout layout = IjbLayout.open(ROOT, IjbTarget.IJBC);
        try (NpyEmbeddings rows = NpyEmbeddings.open(ROOT.resolve("embeddings.npy"))) {
            return new IjbProtocol(layout, settings, TarRule.CONSERVATIVE, resamplings, false)
                    .judge(rows, Progress.NONE);
        }
    }

    @Test
    void allEightSettingsScoreAsThePublishedCode() {
        for (int bits = 0; bits < 8; bits++) {
            IjbSettings settings = new IjbSettings((bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0);
            JsonNode expected = golden.get("settings").get(settings.label());
            IjbResult result = judge(settings, 0);
            assertArrayEquals(doubles(expected.get("scores")), result.scores(), 1e-9, settings.label());
            assertEquals(expected.get("auc").asDouble(), result.roc().auc(), 1e-9);
            assertEquals(expected.get("eer").asDouble(), result.roc().eer(), 1e-9);
            for (TarRule rule : TarRule.values()) {
                String field = rule == TarRule.NEAREST ? "tar_nearest_fpr" : "tar_conservative";
                expected.get(field)
                        .fields()
                        .forEachRemaining(entry -> assertEquals(
                                entry.getValue().asDouble(),
                                result.roc()
                                        .at(Double.parseDouble(entry.getKey()), rule)
                                        .tar(),
                                1e-9,
                                settings.label() + " " + field + " " + entry.getKey()));
            }
        }
    }

    @Test
    void thePublishedSettingIsTheUsualOneAndItsIntervalsAreDrawnFromTemplates() {
        assertEquals("N1D1F1", IjbSettings.PUBLISHED.label());
        IjbResult wilson = judge(IjbSettings.PUBLISHED, 0);
        IjbResult drawn = judge(IjbSettings.PUBLISHED, 100);
        assertEquals(golden.get("templates").asInt(), drawn.templates());
        assertEquals(0, drawn.unscored());
        assertEquals(wilson.table().get(0).tar(), drawn.table().get(0).tar());
        assertTrue(drawn.table().get(0).low() < wilson.table().get(0).low(), "fifteen templates are few");
        assertEquals(wilson.table().get(1), drawn.table().get(1), "what cannot be measured has no interval either");
    }

    private static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }
}
