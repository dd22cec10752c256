package org.idem.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.idem.core.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLabelsTest {
    @TempDir
    private Path folder;

    private RunDirectory run;

    @BeforeEach
    void create() {
        run = RunDirectory.create(folder, "first", Clock.systemUTC());
        run.writeConfig("Global: {}\n", Map.of());
        Instant now = Instant.now();
        run.writeStatus(RunStatus.starting(now).with(RunStatus.State.DONE, "Done", now));
    }

    @Test
    void whatIsSaidIsKept() {
        RunLabels.read(run)
                .with("b/2")
                .with("a")
                .with("a")
                .with("c")
                .without("c")
                .without("d")
                .withNote("line\nline")
                .withArchived(true)
                .write(run);
        RunLabels labels = RunLabels.read(run);
        assertEquals(List.of("a", "b/2"), List.copyOf(labels.tags()));
        assertEquals("line\nline", labels.note());
        assertTrue(labels.archived());
        assertFalse(labels.withArchived(false).archived());
    }

    @Test
    void whatIsNoTagIsRefused() {
        RunLabels none = RunLabels.read(run);
        for (String tag : List.of("", "two words", "a\tb", "-x", "x".repeat(65), "\u001b[31m")) {
            assertThrows(InputException.class, () -> none.with(tag), tag);
        }
        assertThrows(InputException.class, () -> none.withNote("x".repeat(100_001)));
    }

    @Test
    void damagedLabelsSayNothing() throws IOException {
        Path file = run.path().resolve("labels.json");
        for (String text :
                List.of("", "{", "[]", "{\"tags\":3,\"note\":[],\"archived\":\"x\"}", "{\"tags\":[1,\"a b\"]}")) {
            Files.writeString(file, text);
            assertEquals(Set.of(), RunLabels.read(run).tags(), text);
        }
        Files.delete(file);
        Files.createDirectory(file);
        assertEquals("", RunLabels.read(run).note());
    }

    @Test
    void aRunIsRenamedBehindItsMoment() {
        String stamp = run.name().substring(0, 15);
        RunDirectory renamed = RunRenaming.rename(run, "better-one", Clock.systemUTC());
        assertEquals(stamp + "-better-one", renamed.name());
        assertFalse(Files.exists(run.path()));
        assertEquals(RunStatus.State.DONE, renamed.status().state());
        assertEquals(renamed, RunRenaming.rename(renamed, "better-one", Clock.systemUTC()));
    }

    @Test
    void namesThatAreTakenOrNoneAreRefused() throws IOException {
        Path taken = Files.createDirectory(folder.resolve(run.name().substring(0, 15) + "-taken"));
        for (String name : List.of("", "a b", "../x", "a/b", ".hidden", "taken")) {
            assertThrows(InputException.class, () -> RunRenaming.rename(run, name, Clock.systemUTC()), name);
        }
        assertTrue(Files.exists(run.path()) && Files.exists(taken));
    }

    @Test
    void aRunThatIsTrainedKeepsItsName() {
        try (MetricLog.Writer metrics = run.openMetrics()) {
            metrics.add(1, 1, Map.of("train/loss", 1.0));
            InputException e =
                    assertThrows(InputException.class, () -> RunRenaming.rename(run, "other", Clock.systemUTC()));
            assertTrue(e.getMessage().contains("still being trained"), e.getMessage());
        }
    }
}
