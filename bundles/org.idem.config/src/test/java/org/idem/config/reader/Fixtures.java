package org.idem.config.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.idem.core.Problem;

/** A small sound config, and ways to spoil it. */
final class Fixtures {
    static final Path FILE = Path.of("experiment.yaml");
    static final Path CONFIGS = Path.of(System.getProperty("idem.root"), "configs");

    static final String SOUND = seed(CONFIGS.resolveSibling("bundles/org.idem.config/src/test/resources/sound.yaml"));

    private Fixtures() {}

    /** The sound config with a text replaced. */
    static String with(String old, String changed) {
        assertEquals(2, SOUND.split(java.util.regex.Pattern.quote(old), -1).length, "one place to change");
        return SOUND.replace(old, changed);
    }

    static LoadedConfig read(String text, String... overrides) {
        return ConfigReader.parse(FILE, text, List.of(overrides));
    }

    /** The one error that a text has. */
    static Problem onlyError(String text, String... overrides) {
        LoadedConfig loaded = read(text, overrides);
        assertEquals(1, loaded.errors().size(), () -> loaded.problems().toString());
        assertEquals(null, loaded.config());
        return loaded.errors().get(0);
    }

    static String seed(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
