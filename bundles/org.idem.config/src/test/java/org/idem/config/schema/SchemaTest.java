package org.idem.config.schema;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.idem.core.EditDistance;
import org.junit.jupiter.api.Test;

class SchemaTest {

    @Test
    void everyKeyIsComplete() {
        for (SchemaKey key : Schema.keys()) {
            assertFalse(key.help().isEmpty(), key.key());
            assertEquals(key.valueType() == ValueType.CHOICE, !key.choices().isEmpty(), key.key());
            if (!key.range().isEmpty()) {
                assertDoesNotThrow(() -> ValueRange.parse(key.range()), key.key());
            }
            if (!key.parent().isEmpty() && !key.parent().endsWith(".*")) {
                assertEquals(
                        ValueType.SECTION,
                        Schema.find(key.parent()).orElseThrow().valueType(),
                        key.key());
            }
        }
    }

    @Test
    void everyDefaultIsAllowed() {
        for (SchemaKey key : Schema.keys()) {
            if (key.hasDefault() && !key.valueType().isContainer()) {
                assertDoesNotThrow(() -> new ValueReader(key).read(Defaults.parse(key.defaultValue())), key.key());
            }
        }
    }

    @Test
    void indexesOfListsAreFound() {
        String key = "DataLoader.Train.dataset.transform_ops.*.NormalizeImage.scale";
        assertEquals(key, Schema.find(key).orElseThrow().key());
        assertEquals(key, Schema.find(key.replace("*", "12")).orElseThrow().key());
        assertTrue(Schema.find("Global.nothing").isEmpty());
        assertEquals(
                5, Schema.children("DataLoader.Eval.dataset.transform_ops.0").size());
    }

    @Test
    void documentIsCurrent() throws IOException {
        Path document = Path.of(System.getProperty("idem.root"), "docs", "config.md");
        String text = Files.readString(document);
        assertEquals(
                SchemaTable.update(text),
                text,
                "docs/config.md is out of date: run org.idem.config.schema.SchemaTable with its path");
    }

    @Test
    void suggestionsAreNear() {
        assertEquals(
                "epochs",
                Suggestions.nearest("epcohs", java.util.List.of("seed", "epochs"))
                        .orElseThrow());
        assertTrue(
                Suggestions.nearest("zzz", java.util.List.of("seed", "epochs")).isEmpty());
        assertEquals(1, EditDistance.of("ab", "ba"));
        assertEquals(3, EditDistance.of("", "abc"));
    }
}
