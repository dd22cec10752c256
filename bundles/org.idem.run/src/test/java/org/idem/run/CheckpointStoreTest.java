package org.idem.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.idem.core.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointStoreTest {
    @TempDir
    private Path folder;

    private CheckpointStore checkpoints;

    @BeforeEach
    void open() {
        checkpoints = new CheckpointStore(folder.resolve("checkpoints"));
    }

    @Test
    void aStagedOneIsNotThereUntilItIsCommitted() throws IOException {
        assertEquals(Optional.empty(), checkpoints.latest());
        Path staged = checkpoints.stage(20);
        Files.writeString(staged.resolve("weights"), "w");
        assertEquals(List.of(), checkpoints.list());
        checkpoints.commit(staged, 20);
        assertEquals(
                "0000000020", checkpoints.latest().orElseThrow().getFileName().toString());
        assertEquals("w", Files.readString(checkpoints.latest().orElseThrow().resolve("weights")));
    }

    @Test
    void pruneKeepsTheNewestTheBestAndTheProtected() throws IOException {
        for (long step = 10; step <= 60; step += 10) {
            save(step, "x");
        }
        checkpoints.markBest(20, "accuracy", 0.9);
        checkpoints.prune(2, info -> info.step() == 30);
        assertEquals(List.of(20L, 30L, 50L, 60L), steps());
        checkpoints.prune(0, info -> false);
        assertEquals(List.of(20L, 60L), steps());
        assertEquals(0.9, checkpoints.bestValue());
    }

    @Test
    void savingAStepAgainReplacesIt() throws IOException {
        save(5, "old");
        save(5, "new");
        assertEquals("new", Files.readString(checkpoints.resolve("5").resolve("weights")));
        assertEquals(List.of(5L), steps());
    }

    @Test
    void whatAKilledWriterLeftIsCleared() throws IOException {
        save(5, "x");
        Path abandoned = checkpoints.stage(6);
        Files.writeString(abandoned.resolve("weights"), "half");
        Path replaced = folder.resolve("checkpoints/.0000000004.replaced");
        Files.createDirectory(replaced);
        checkpoints.stage(7);
        assertFalse(Files.exists(abandoned));
        assertEquals(List.of(4L, 5L), steps());
    }

    @Test
    void names() throws IOException {
        assertThrows(InputException.class, () -> checkpoints.resolve("latest"));
        save(5, "x");
        save(9, "x");
        assertEquals(checkpoints.resolve("9"), checkpoints.resolve("best"));
        checkpoints.markBest(5, "accuracy", 0.5);
        assertEquals(checkpoints.resolve("5"), checkpoints.resolve("best"));
        assertEquals(checkpoints.resolve("9"), checkpoints.resolve("latest"));
        InputException wrong = assertThrows(InputException.class, () -> checkpoints.resolve("7"));
        assertTrue(wrong.getMessage().contains("5, 9"), wrong.getMessage());
        assertThrows(InputException.class, () -> checkpoints.resolve("../9"));
    }

    private void save(long step, String weights) throws IOException {
        Path staged = checkpoints.stage(step);
        Files.writeString(staged.resolve("weights"), weights);
        checkpoints.commit(staged, step);
    }

    private List<Long> steps() {
        return checkpoints.list().stream().map(CheckpointInfo::step).toList();
    }
}
