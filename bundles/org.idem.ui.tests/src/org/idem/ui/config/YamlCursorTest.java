package org.idem.ui.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Where a place in a config's text is in its tree. */
class YamlCursorTest {
    private static final String TEXT =
            """
            Global:
              epochs: 2
            DataLoader:
              Train:
                dataset:
                  name: FaceIdentificationDataset
                  transform_ops:
                    - DecodeImage:
                        to_rgb: True
                    - RandFlipImage:
                        flip_code: 1
                sampler:
                  batch_size: 64
            """;

    private static YamlCursor at(String part) {
        return YamlCursor.at(TEXT, TEXT.indexOf(part) + 1);
    }

    @Test
    void keysOfSections() {
        assertEquals("Global", at("Global").path());
        assertEquals("Global.epochs", at("epochs").path());
        assertEquals("DataLoader.Train.dataset.name", at("name").path());
        assertEquals("DataLoader.Train.sampler.batch_size", at("batch_size").path());
    }

    @Test
    void keysOfListEntries() {
        assertEquals(
                "DataLoader.Train.dataset.transform_ops.0.DecodeImage",
                at("DecodeImage").path());
        assertEquals(
                "DataLoader.Train.dataset.transform_ops.0.RandFlipImage.flip_code",
                at("flip_code").path());
    }

    @Test
    void tellsKeysFromValues() {
        assertFalse(at("batch_size").inValue());
        YamlCursor value = at("64");
        assertTrue(value.inValue());
        assertEquals("6", value.typed());
        assertEquals(TEXT.indexOf("64"), value.start());
    }

    @Test
    void emptyLineBelongsToTheSectionOfItsIndentation() {
        String text = "Global:\n  epochs: 2\n  ";
        YamlCursor cursor = YamlCursor.at(text, text.length());
        assertEquals("Global", cursor.parent());
        assertEquals("", cursor.typed());
        assertEquals("", YamlCursor.at("Global:\n  epochs: 2\n", 20).parent());
    }
}
