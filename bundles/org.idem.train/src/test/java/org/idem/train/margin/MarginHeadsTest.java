package org.idem.train.margin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.idem.config.loss.LossConfig;
import org.idem.config.reader.ConfigReader;
import org.idem.config.schema.Schema;
import org.idem.config.schema.SchemaKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MarginHeadsTest {
    private static final MarginContext CONTEXT = new MarginContext(100, 10, 1);

    static Stream<String> heads() {
        return Schema.children("Loss.Train.*").stream().map(SchemaKey::name);
    }

    private static LossConfig config(String head) {
        Path seed = Path.of(System.getProperty("idem.root"), "configs", "quickstart.yaml");
        List<String> overrides = List.of("Loss.Train=[{" + head + ": {s: 17}}]");
        return ConfigReader.read(seed, overrides, ConfigReader.Files.MAY_BE_MISSING)
                .require()
                .loss();
    }

    @ParameterizedTest
    @MethodSource("heads")
    void everyHeadOfTheSchemaIsComputed(String name) {
        LossConfig config = config(name);
        assertEquals(name, config.key());
        MarginHead head = MarginHeads.of(config, CONTEXT);
        assertEquals(config.headName(), head.getClass().getSimpleName());
        assertEquals(17, head.scale());
        boolean expects = head.stages().stream().anyMatch(MarginStage::usesExpectations);
        assertEquals(config.needsExpectations(), expects);
        int ratios = config.stageRatios().size();
        assertEquals(head.stages().size(), Math.max(1, ratios));
        assertEquals(head.stages().get(0), head.stage(head.initialStatistics()));
    }

    @Test
    void aConfigWithoutHeadIsNamed() {
        record NothingLoss(double s) implements LossConfig {}
        NothingLoss nothing = new NothingLoss(1);
        IllegalStateException failure =
                assertThrows(IllegalStateException.class, () -> MarginHeads.of(nothing, CONTEXT));
        assertEquals("No margin head org.idem.train.margin.Nothing for NothingLoss", failure.getMessage());
    }
}
