package org.idem.config.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.idem.config.schema.Schema;
import org.idem.core.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is typed, the reader answers with problems or with a config that survives being written. */
class MangledTextTest {
    private static final String JUNK = "[]{}:,-#&*!|>'\"%@`\t\n ?0a.~<";
    private static final List<String> VALUES = List.of(
            "null", "[]", "{}", "[1,2]", "{a: 1}", "1", "x", "True", "''", "(1,2", "[[1]]", "[{a: b}]", "1e400");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void mangledFiles(long seed) {
        Random random = new Random(seed);
        String text = Fixtures.seed(Fixtures.CONFIGS.resolve("quickstart.yaml"));
        for (int i = 0; i < 100; i++) {
            StringBuilder mangled = new StringBuilder(text);
            for (int edit = random.nextInt(4); edit >= 0; edit--) {
                int at = random.nextInt(mangled.length());
                if (random.nextBoolean()) {
                    mangled.insert(at, JUNK.charAt(random.nextInt(JUNK.length())));
                } else {
                    mangled.delete(at, Math.min(mangled.length(), at + random.nextInt(40)));
                }
            }
            LoadedConfig loaded = Fixtures.read(mangled.toString());
            check(loaded);
            assertTrue(loaded.problems().stream().allMatch(p -> p.line() > 0), mangled.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void mangledOverrides(long seed) {
        Random random = new Random(seed);
        List<String> keys =
                Schema.keys().stream().map(key -> key.key().replace("*", "0")).toList();
        for (int i = 0; i < 100; i++) {
            String key = keys.get(random.nextInt(keys.size()));
            check(Fixtures.read(Fixtures.SOUND, key + "=" + VALUES.get(random.nextInt(VALUES.size()))));
        }
    }

    @Test
    void mistakesInOneValueAreNotEchoedInThoseThatFollowFromIt() {
        Problem width = Fixtures.onlyError(Fixtures.SOUND, "Model.input_image_width=True");
        assertEquals("Model.input_image_width", width.key());
        Problem rate = Fixtures.onlyError(Fixtures.SOUND, "LRScheduler.learning_rate=fast");
        assertEquals("LRScheduler.learning_rate", rate.key());
        Problem section = Fixtures.onlyError(Fixtures.SOUND, "LRScheduler=[1, 2]");
        assertEquals("LRScheduler", section.key());
    }

    private static void check(LoadedConfig loaded) {
        assertEquals(
                loaded.errors().isEmpty(),
                loaded.config() != null,
                loaded.problems().toString());
        if (loaded.config() != null) {
            assertEquals(loaded.config(), Fixtures.read(loaded.effectiveYaml()).config());
        }
    }
}
