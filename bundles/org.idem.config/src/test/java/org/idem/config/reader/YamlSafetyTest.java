package org.idem.config.reader;

import static org.idem.config.reader.Fixtures.onlyError;
import static org.idem.config.reader.Fixtures.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.idem.config.ExperimentConfig;
import org.idem.core.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlSafetyTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    void tabsAreNamed() {
        Problem error = onlyError("Global:\n\tepochs: 4\n");
        assertEquals(2, error.line());
        assertEquals(1, error.column());
        assertTrue(error.message().contains("tab"), error.toString());
        assertTrue(error.remedy().contains("spaces"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Global: {epochs: 4",
                "Global:\n  epochs: \"4",
                "Global:\n  epochs: 4\n seed: 1",
                "a: b: c",
                "- *nobody",
                "%YAML 9.9\n---\n",
                "a: @x",
                "? [a]\n: 1",
                "a: 1\n---\nb: 2",
                "\u0001",
                "just words",
                "- a"
            })
    void brokenTextIsOneProblemWithItsLine(String text) {
        Problem error = onlyError(text);
        assertTrue(error.line() > 0 && error.column() > 0, error.toString());
        assertEquals(Fixtures.FILE, error.file());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"!!python/object:os.system", "!!java.net.URL", "!Thing", "!!javax.script.ScriptEngineManager"})
    void tagsThatConstructAreRefused(String tag) {
        Problem error = onlyError(with("epochs: 4", "epochs: " + tag + " [4]"));
        assertEquals(2, error.line());
        assertEquals(11, error.column());
        assertTrue(error.message().contains("not allowed"), error.toString());
    }

    @Test
    void aliasBombIsRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d, *a%d]\n"
                    .formatted(i, i, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1));
        }
        Problem error = assertTimeoutPreemptively(SOON, () -> onlyError(bomb.toString()));
        assertTrue(error.line() > 1, error.toString());
        assertTrue(error.message().contains("lias"), error.toString());
    }

    @Test
    void slowAliasBombIsRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 20; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        Problem error = assertTimeoutPreemptively(SOON, () -> onlyError(bomb.toString()));
        assertTrue(error.message().contains("Aliases"), error.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: &a [*a]", "a: &a {b: *a}", "&a a: *a\n<<: &b {<<: *b}"})
    void recursionEnds(String text) {
        assertTimeoutPreemptively(
                SOON, () -> assertTrue(!Fixtures.read(text).errors().isEmpty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    void deepNestingIsRefused(String opening) {
        Problem error = assertTimeoutPreemptively(SOON, () -> onlyError(opening.repeat(20_000)));
        assertTrue(error.message().contains("deeper"), error.toString());
        assertEquals(1, error.line());
    }

    @Test
    void hugeTextIsRefused() {
        assertTrue(onlyError("#".repeat(2 << 20)).message().contains("1 MiB"));
    }

    @Test
    void duplicateKeysAreProblems() {
        Problem warning = Fixtures.read(with("epochs: 4", "epochs: 4\n  epochs: 5"))
                .problems()
                .get(0);
        assertEquals(Problem.Severity.WARNING, warning.severity());
        assertEquals(3, warning.line());
        assertEquals("Global.epochs", warning.key());
        assertTrue(warning.message().contains("line 2"));
    }

    @Test
    void plscsOtherNamesAreRead() {
        String text = with("name: Poly", "name: Step\n  warmup_epoch: 1\n  boundaries: [9]\n  values: [0.2, 0.02]")
                .replace("  learning_rate: 0.1\n", "")
                .replace("cls_label_path", "transform: [DecodeImage, ToCHWImage]\n      cls_label_path");
        ExperimentConfig config = Fixtures.read(text).require();
        assertEquals(1, config.schedule().warmupEpochs());
        assertEquals(0.2, config.schedule().warmupEndLr());
        assertEquals(2, config.train().transforms().size());
    }

    @Test
    void aliasesAndMergeKeysWork() {
        String text = with("name: Poly", "<<: {name: Poly, warmup_steps: 3}").replace("epochs: 4", "epochs: &n 4")
                + "    loader: {num_workers: *n}\n";
        ExperimentConfig config = Fixtures.read(text).require();
        assertEquals("Poly", config.schedule().name());
        assertEquals(3, config.schedule().warmupSteps());
        assertEquals(4, config.train().workers());
    }

    @Test
    void aFileOfGigabytesIsNamedAndNotRead(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("huge.yaml");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }
        assertTooLarge(file);
        Path endless = Path.of("/dev/zero");
        if (Files.isReadable(endless)) {
            assertTooLarge(endless);
        }
    }

    private static void assertTooLarge(Path file) {
        LoadedConfig loaded = ConfigReader.read(file, List.of());
        assertEquals(1, loaded.errors().size(), () -> loaded.problems().toString());
        assertTrue(loaded.errors().get(0).message().contains("larger than 1 MiB"));
        assertEquals(file, loaded.errors().get(0).file());
    }
}
