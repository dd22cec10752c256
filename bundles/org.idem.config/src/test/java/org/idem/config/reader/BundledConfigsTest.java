package org.idem.config.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.idem.core.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever opens a recipe of ours is told of nothing but the data that is still to come. */
class BundledConfigsTest {
    static List<Path> recipes() throws IOException {
        try (Stream<Path> files = Files.walk(Fixtures.CONFIGS)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            assertTrue(found.size() >= 7, found::toString);
            return found;
        }
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void noErrorAndNoWarning(Path recipe) {
        LoadedConfig loaded = ConfigReader.read(recipe, List.of(), ConfigReader.Files.UNCHECKED);
        assertEquals(List.of(), loaded.problems());
        LoadedConfig checked = ConfigReader.read(recipe, List.of(), ConfigReader.Files.MAY_BE_MISSING);
        for (Problem problem : checked.problems()) {
            assertTrue(problem.message().startsWith("There is no "), problem.toString());
            assertTrue(problem.remedy().contains("-o ") || problem.remedy().contains("give"), problem.toString());
        }
    }
}
