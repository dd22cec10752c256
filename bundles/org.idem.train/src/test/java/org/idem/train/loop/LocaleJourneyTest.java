package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.idem.config.reader.ConfigReader;
import org.idem.run.CheckpointStore;
import org.idem.run.EvaluationStore;
import org.idem.run.RunDirectory;
import org.idem.train.TinyRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run under a locale whose digits or letters are its own is one like any other: written, found again, resumed. */
class LocaleJourneyTest {
    private static final Locale USUAL = Locale.getDefault();

    @TempDir
    static Path folder;

    private static double[] usual;

    @BeforeAll
    static void drawFaces() throws Exception {
        TinyRun.drawFaces(folder);
        TinyRun whole = run("usual").with("Global.max_train_step=5");
        whole.train(false);
        usual = whole.losses();
    }

    @AfterEach
    void setLocaleBack() {
        Locale.setDefault(USUAL);
    }

    private static TinyRun run(String name) {
        return TinyRun.in(
                folder,
                name,
                "Global.max_train_step=3",
                "Global.save_interval_steps=2",
                "Global.eval_during_train=True",
                "Global.eval_unit=step",
                "Global.eval_interval=2");
    }

    @Test
    void suchLocalesHaveDigitsOfTheirOwn() {
        assertEquals("\u0661\u0662", String.format(Locale.forLanguageTag("ar-EG"), "%d", 12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "fa-IR", "mr-IN", "th-TH-u-nu-thai", "tr-TR"})
    void whatIsWrittenIsFoundAgain(String locale) throws IOException {
        Locale.setDefault(Locale.forLanguageTag(locale));
        TinyRun first = run("journey-" + locale);
        first.train(false);
        TinyRun resumed = first.with("Global.max_train_step=5");
        resumed.train(true);
        assertArrayEquals(usual, resumed.losses(), 0);
        RunDirectory run = resumed.run();
        Path latest = new CheckpointStore(run.checkpoints()).latest().orElseThrow();
        assertEquals(5, resumed.latest().state().position().step(), latest::toString);
        assertFalse(EvaluationStore.read(run).isEmpty());
        assertEquals(5, run.status().progress().step());
        assertTrue(ConfigReader.read(run.configFile(), List.of()).errors().isEmpty());
        assertEquals(List.of(), strangers(run.path()));
    }

    /** Names and texts with other characters than those that are written everywhere. */
    private static List<String> strangers(Path run) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(run)) {
            files.forEach(file -> {
                String name = run.relativize(file).toString();
                if (name.chars().anyMatch(Character::isDigit) && !name.matches("[ -~]*")) {
                    found.add(name);
                }
                if (name.matches(".*\\.(json|jsonl|yaml|log|csv)") && hasOtherDigits(file)) {
                    found.add("digits in " + name);
                }
            });
        }
        return found;
    }

    private static boolean hasOtherDigits(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8)
                    .chars()
                    .anyMatch(c -> Character.isDigit(c) && c > '9');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
