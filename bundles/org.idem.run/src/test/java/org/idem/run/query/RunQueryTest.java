package org.idem.run.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.idem.core.InputException;
import org.idem.run.MetricLog;
import org.idem.run.RunCatalog;
import org.idem.run.RunDirectory;
import org.idem.run.RunLabels;
import org.idem.run.RunStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunQueryTest {
    private static final String CONFIG =
            """
            Global: {devices: 2, eval_during_train: True}
            Model: {name: IResNet50}
            Loss:
              Train:
                - MarginLoss: {m3: 0.4, s: 64.0}
            LRScheduler: {name: Poly, learning_rate: 5e-2}
            tags: [1, 2]
            """;

    @TempDir
    private Path folder;

    private RunColumns run;

    @BeforeEach
    void train() {
        RunDirectory directory = RunDirectory.create(folder, "base line", Clock.systemUTC());
        directory.writeConfig(CONFIG, Map.of());
        try (MetricLog.Writer metrics = directory.openMetrics()) {
            metrics.add(1, 1, Map.of("train/loss", 7.5, "verify/lfw/accuracy", 0.8, "train/odd", Double.NaN));
            metrics.add(2, 2, Map.of("train/loss", 3.25));
            metrics.add(3, 3, Map.of("train/loss", 4.5, "verify/lfw/accuracy", 0.7));
        }
        Instant now = Instant.now();
        directory.writeStatus(RunStatus.starting(now).with(RunStatus.State.DONE, "Done", now));
        RunLabels.read(directory).with("good").withNote("Two words").write(directory);
        run = new RunColumns(RunCatalog.summary(directory), Clock.systemUTC());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state=done",
                "state = DONE and tag:good",
                "lr<0.1",
                "lr>=0.05 and lr<=0.05",
                "lr = 5e-2",
                "loss<5",
                "loss.last = 4.5 and loss.min=3.25 and loss.best = 3.25 and loss.max = 7.5",
                "train/loss.max>7",
                "verify/lfw/accuracy.best = 0.8",
                "Model.name=iresnet50",
                "Model.name~^IRes.*0$",
                "Loss.Train.0.MarginLoss.m3=0.4",
                "Global.eval_during_train=true",
                "note = 'Two words'",
                "note~\"two w\"",
                "name~base-line",
                "not tag:old and not (lr > 1 or state = failed)",
                "tag:old or tag:good and lr<1",
                "NOT state=failed AND step=0",
                "odd != 1",
                "missing != 3 or missing = 3"
            })
    void isTrue(String query) {
        assertTrue(RunQuery.parse(query).matches(run));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state=failed",
                "lr>0.05",
                "loss.last<4.5",
                "tag:old",
                "odd < 1",
                "odd >= 0",
                "missing = 3",
                "(tag:old or tag:good) and lr>1",
                "not state=done",
                "Model.name~^Mobile"
            })
    void isFalse(String query) {
        assertFalse(RunQuery.parse(query).matches(run));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            lr              | After the column "lr" there is no
            lr <            | Expected a value (character 5
            lr < 0.1 and    | Expected a column, a tag or "("
            (lr<1           | A bracket is not closed
            lr<1)           | ")" was not expected
            lr<1 loss<2     | "loss" was not expected (character 6
            name~[a         | "[a" is no regular expression
            = 3             | Expected a column
            lr ! 3          | "! 3" is not understood
            name = "open    | is not understood
            tag: = 3 and x  | After the column "x"
            """)
    void isRefused(String query, String message) {
        InputException e = assertThrows(InputException.class, () -> RunQuery.parse(query));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void deepNestingIsRefused() {
        assertThrows(InputException.class, () -> RunQuery.parse("not ".repeat(100_000) + "lr<1"));
        assertThrows(InputException.class, () -> RunQuery.parse("(".repeat(100_000) + "lr<1"));
    }

    @Test
    void aColumnThatNoRunHasIsNamedWithTheNearest() {
        RunQuery query = RunQuery.parse("lr<1 and Model.nane=x");
        InputException e = assertThrows(InputException.class, () -> query.requireColumns(List.of(run)));
        assertTrue(e.getMessage().contains("No run has a column \"Model.nane\""), e.getMessage());
        assertTrue(e.getMessage().contains("did you mean Model.name"), e.getMessage());
        query.requireColumns(List.of());
        RunQuery.parse("loss.best<1 and note=x and tag:anything and state=done").requireColumns(List.of(run));
    }

    @Test
    void damagedConfigsHaveNoValues() throws Exception {
        Path file = folder.resolve("c.yaml");
        for (String text : List.of("", "- 1", "a: [", "&a [*a]", "x: !!java.net.URL [http://a]", "\u0000")) {
            Files.writeString(file, text);
            assertEquals(Map.of(), ConfigValues.read(file), text);
        }
        assertEquals(Map.of(), ConfigValues.read(folder));
    }

    @Test
    void runsDifferInWhatIsNotEqualEverywhere() {
        List<RunDifference> differences = RunDifference.of(
                List.of(Map.of("a", 1, "b", "x"), Map.of("a", 1, "b", "y", "c", true), Map.of("a", 1, "b", "x")));
        assertEquals(2, differences.size());
        assertEquals(List.of("x", "y", "x"), differences.get(0).values());
        assertEquals(Arrays.asList(null, "true", null), differences.get(1).values());
    }
}
