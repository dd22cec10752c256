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
import org.idem.core.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTrashTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    private Path folder;

    private RunDirectory ended(String name) {
        RunDirectory run = RunDirectory.create(folder.resolve("runs"), name, CLOCK);
        run.writeConfig("Global: {}\n", java.util.Map.of());
        Instant now = Instant.now();
        run.writeStatus(RunStatus.starting(now).with(RunStatus.State.DONE, "Done", now));
        return run;
    }

    private List<String> listed() {
        return new RunCatalog(folder)
                .scan().stream().map(one -> one.run().name()).toList();
    }

    @Test
    void aRunIsMovedAsideAndListedNoMore() throws IOException {
        RunDirectory run = ended("a");
        Path first = RunTrash.move(run, CLOCK);
        assertTrue(Files.exists(first.resolve("status.json")));
        assertFalse(Files.exists(run.path()));
        assertEquals(List.of(), listed());
        Files.createDirectories(run.path().resolve("metrics"));
        Path second = RunTrash.move(RunDirectory.at(run.path()), CLOCK);
        assertEquals(run.name() + "-2", second.getFileName().toString());
        assertTrue(Files.exists(first.resolve("status.json")), "what was there is not overwritten");
    }

    @Test
    void whatIsTrainedOrMayBeStays() {
        RunDirectory run = ended("a");
        try (MetricLog.Writer metrics = run.openMetrics()) {
            metrics.add(1, 1, java.util.Map.of("train/loss", 1.0));
            InputException held = assertThrows(InputException.class, () -> RunTrash.move(run, CLOCK));
            assertTrue(held.getMessage().contains("still being trained"), held.getMessage());
        }
        RunDirectory launched = ended("b");
        launched.writeStatus(RunStatus.prepared(Instant.now()));
        launched.writeLaunched(LaunchedProcess.here(ProcessHandle.current().pid(), Instant.now()));
        assertThrows(InputException.class, () -> RunTrash.move(launched, CLOCK));
        assertEquals(2, listed().size());
    }

    @Test
    void aRunThatWasMadeAndNeverStartedGoesAtOnce() {
        RunDirectory run = RunDirectory.create(folder.resolve("runs"), "made", CLOCK);
        RunTrash.move(run, CLOCK);
        assertEquals(List.of(), listed());
    }

    @Test
    void whateverIsLeftOfACreationThatWasCutShortIsListedAndGoes() throws IOException {
        Path bare = Files.createDirectories(folder.resolve("runs/20260131-120000"));
        Path some = Files.createDirectories(folder.resolve("runs/20260131-120001-some/metrics"))
                .getParent();
        Files.writeString(some.resolve(".status.json.1f.part"), "half");
        assertEquals(2, listed().size());
        for (Path husk : List.of(bare, some)) {
            RunDirectory run = RunDirectory.open(husk);
            assertTrue(run.isHusk());
            RunTrash.move(run, CLOCK);
        }
        assertEquals(List.of(), listed());
        assertFalse(ended("whole").isHusk());
    }

    @Test
    void foldersOfTheUserAreNoRuns() throws IOException {
        Path configs = Files.createDirectories(folder.resolve("configs"));
        Files.writeString(configs.resolve("config.yaml"), "mine");
        Path pictures = Files.createDirectories(folder.resolve("20260131-120000-crops/0001"))
                .getParent();
        Files.createDirectories(pictures.resolve("0002"));
        Path photos = Files.createDirectories(folder.resolve("20260131-120000-photos"));
        Files.writeString(photos.resolve("a.jpg"), "mine");
        for (Path own : List.of(configs, pictures, photos)) {
            assertThrows(InputException.class, () -> RunTrash.move(RunDirectory.at(own), CLOCK));
            assertTrue(Files.exists(own));
        }
        assertEquals(List.of(), listed());
    }
}
