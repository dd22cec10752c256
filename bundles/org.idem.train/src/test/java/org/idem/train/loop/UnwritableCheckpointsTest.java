package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.idem.run.RunEvent;
import org.idem.run.RunEvent.Handling;
import org.idem.run.RunStatus.State;
import org.idem.train.TinyRun;
import org.idem.train.record.SaveFailedException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings whose folder of checkpoints takes none for a while. */
class UnwritableCheckpointsTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void draw() throws Exception {
        TinyRun.drawFaces(folder);
    }

    private static TinyRun blocked(String name) throws Exception {
        TinyRun tiny = TinyRun.in(folder, name, "Global.save_interval_steps=1");
        // Nothing can be put aside where a file stands in the place of the folder.
        Files.delete(tiny.run().checkpoints());
        Files.writeString(tiny.run().checkpoints(), "in the way");
        return tiny;
    }

    @Test
    void endAfterManyFailuresForLongAndSayWhy() throws Exception {
        TinyRun tiny = blocked("long");
        StridingClock clock = new StridingClock(Duration.ofMinutes(16));
        SaveFailedException seen = assertThrows(SaveFailedException.class, () -> tiny.train(false, clock));
        assertTrue(seen.getMessage().contains("the checkpoint of step 3 cannot be written"), seen.getMessage());
        assertTrue(seen.getMessage().contains("none could be written 3 times in a row, for"), seen.getMessage());
        List<RunEvent> events = tiny.run().events().read();
        assertEquals(
                List.of(Handling.WARNED, Handling.WARNED, Handling.STOPPED),
                events.stream().map(RunEvent::handling).toList());
        assertEquals(State.FAILED, tiny.run().status().state());
        assertEquals(seen.getMessage(), tiny.run().status().message());
        assertEquals(3, tiny.losses().length);
    }

    @Test
    void goOnWhereTheFailuresAreOfAShortTime() throws Exception {
        TinyRun tiny = blocked("short");
        SaveFailedException last = assertThrows(
                SaveFailedException.class, () -> tiny.train(false, new StridingClock(Duration.ofMillis(1))));
        assertTrue(last.getMessage().contains("the checkpoint of step 12 cannot be written"), last.getMessage());
        assertEquals(12, tiny.losses().length);
    }
}
