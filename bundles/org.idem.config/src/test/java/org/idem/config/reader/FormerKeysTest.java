package org.idem.config.reader;

import static org.idem.config.reader.Fixtures.SOUND;
import static org.idem.config.reader.Fixtures.read;
import static org.idem.config.reader.Fixtures.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that keys and choices had before are understood, in files and in overrides. */
class FormerKeysTest {
    @ParameterizedTest
    @CsvSource({"walk,plain,full", "walk,tiled,tiled", "walk,auto,auto", "logits,plain,full", "logits,full,full"})
    void walkIsLogits(String key, String value, String meaning) {
        assertMeans(
                meaning, read(with("class_num: 100", "class_num: 100\n  pfc_config: {" + key + ": " + value + "}")));
        assertMeans(meaning, read(SOUND, "Model.pfc_config." + key + "=" + value));
    }

    private static void assertMeans(String meaning, LoadedConfig loaded) {
        assertEquals(List.of(), loaded.errors());
        assertEquals(meaning, loaded.require().model().layer().logits());
        assertTrue(loaded.effectiveYaml().contains("logits: " + meaning), loaded::effectiveYaml);
        assertFalse(loaded.effectiveYaml().contains("walk"), loaded::effectiveYaml);
    }

    @ParameterizedTest
    @CsvSource({"Model.pfc_config.walk=slow", "Model.pfc_config.logits=slow"})
    void anotherChoiceIsRefusedByTheKeysName(String override) {
        LoadedConfig loaded = read(SOUND, override);
        assertTrue(loaded.problems().toString().contains("Model.pfc_config.logits"), loaded.problems()::toString);
    }
}
