package org.idem.train.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.idem.core.AtomicFiles;
import org.idem.fuzz.disk.FaultyFileSystemProvider;
import org.idem.fuzz.disk.WriteFault;
import org.idem.run.CheckpointInfo;
import org.idem.run.CheckpointStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A small training with class centers on disk that ends at each point where anything is written, in turn: while blocks are
 * written back, between all files of a checkpoint and within them, while old checkpoints are deleted and their versions of
 * blocks freed. Each time every checkpoint is whole, and what goes on from the last one ends as if nothing had happened.
 */
class CrashPointTest {
    private static final int STEPS = 5;

    @TempDir
    static Path folder;

    /** What the checkpoint of each step holds where nothing happens. */
    private static final Map<Long, float[]> UNDISTURBED = new TreeMap<>();

    @BeforeAll
    static void trainUndisturbed() {
        Path run = folder.resolve("undisturbed");
        WriteFault none = WriteFault.none(run);
        for (int until : new int[] {2, 4, STEPS}) {
            train(run, none, until);
            contents(run).forEach(UNDISTURBED::put);
        }
        assertEquals(Set.of(2L, 4L, 5L), UNDISTURBED.keySet());
    }

    private static void train(Path run, WriteFault fault, int until) {
        Path path = FaultyFileSystemProvider.path(run, fault);
        try (CenterTraining training = new CenterTraining(path)) {
            training.run(until);
        }
    }

    /** What the checkpoints of a run hold, by step; each is opened as a whole. */
    private static Map<Long, float[]> contents(Path run) {
        Map<Long, float[]> contents = new HashMap<>();
        List<CheckpointInfo> all = new CheckpointStore(run.resolve("checkpoints")).list();
        all.forEach(one -> contents.put(one.step(), CenterTraining.contents(Checkpoint.at(one.path()))));
        return contents;
    }

    @ParameterizedTest
    @EnumSource(
            value = WriteFault.Kind.class,
            names = {"CRASH", "FULL"})
    void whereverItEndsTheLastCheckpointGoesOn(WriteFault.Kind kind) {
        long at = 0;
        while (endsAt(kind, at)) {
            at++;
        }
        assertTrue(at > 30, at + " points were hit");
    }

    /** Whether there is such a point. */
    private static boolean endsAt(WriteFault.Kind kind, long at) {
        String where = kind + " at point " + at;
        Path run = folder.resolve(kind + "-" + at);
        WriteFault fault = new WriteFault(run, kind, at);
        if (endsEarly(run, fault)) {
            assertTrue(fault.hasHappened(), where);
        }
        contents(run)
                .forEach((step, saved) -> assertArrayEquals(UNDISTURBED.get(step), saved, where + ", step " + step));
        train(run, WriteFault.none(run), STEPS);
        assertArrayEquals(UNDISTURBED.get((long) STEPS), contents(run).get((long) STEPS), where + ", resumed");
        AtomicFiles.deleteTree(run);
        return fault.hasHappened();
    }

    private static boolean endsEarly(Path run, WriteFault fault) {
        try {
            train(run, fault, STEPS);
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }
}
