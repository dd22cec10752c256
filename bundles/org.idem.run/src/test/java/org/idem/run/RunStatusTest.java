package org.idem.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.idem.run.RunStatus.LiveState;
import org.idem.run.RunStatus.State;
import org.junit.jupiter.api.Test;

class RunStatusTest {
    private static final Instant BEAT = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void progressAndEnd() {
        RunStatus status = RunStatus.prepared(BEAT).withProgress(new TrainingProgress(50, 200, 1, 4, 60, 12), BEAT);
        assertEquals(0.25, status.progress().fraction());
        assertEquals(0, status.with(State.DONE, "Done", BEAT).progress().etaSeconds());
        assertEquals(
                BEAT.plusSeconds(9),
                status.withHeartbeat(BEAT.plusSeconds(9)).heartbeat().time());
        assertEquals(0, RunStatus.prepared(BEAT).progress().fraction());
        assertTrue(LiveState.STALLED.isAlive());
    }
}
