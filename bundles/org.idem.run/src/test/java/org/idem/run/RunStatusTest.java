package org.idem.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.idem.run.RunStatus.LiveState;
import org.idem.run.RunStatus.State;
import org.junit.jupiter.api.Test;

class RunStatusTest {
    private static final Instant BEAT = Instant.parse("2026-01-31T12:00:00Z");
    private static final String HOST = "box";

    @Test
    void anEndIsAnEndWhateverTheProcess() {
        for (State state : State.values()) {
            if (state.isEnd()) {
                assertEquals(
                        state.name(), live(state, HOST, 999, Optional.empty()).name());
                assertFalse(live(state, HOST, 999, Optional.empty()).isAlive());
            }
        }
    }

    @Test
    void aProcessThatIsGoneCrashed() {
        assertEquals(LiveState.CRASHED, live(State.RUNNING, HOST, 1, Optional.empty()));
        assertEquals(LiveState.CRASHED, live(State.STOPPING, HOST, 1, Optional.empty()));
    }

    @Test
    void aLaterProcessWithTheSameNumberIsNotTheTrainer() {
        assertEquals(LiveState.CRASHED, live(State.RUNNING, HOST, 100, Optional.of(BEAT.plusSeconds(60))));
        assertEquals(LiveState.RUNNING, live(State.RUNNING, HOST, 1, Optional.of(BEAT.minusSeconds(60))));
        assertEquals(LiveState.RUNNING, live(State.RUNNING, HOST, 1, Optional.of(Instant.MIN)));
    }

    @Test
    void aSilentTrainerStalls() {
        assertEquals(LiveState.STALLED, live(State.RUNNING, HOST, 61, Optional.of(BEAT)));
        assertEquals(LiveState.RUNNING, live(State.RUNNING, "other", 59, Optional.empty()));
        assertEquals(LiveState.STALLED, live(State.RUNNING, "other", 61, Optional.empty()));
    }

    @Test
    void aPreparedRunThatNobodyTakesIsGone() {
        RunStatus prepared = RunStatus.prepared(BEAT);
        assertEquals(LiveState.STARTING, prepared.live(Clock.fixed(BEAT.plusSeconds(1), ZoneOffset.UTC)));
        assertEquals(LiveState.CRASHED, prepared.live(Clock.fixed(BEAT.plusSeconds(90), ZoneOffset.UTC)));
    }

    @Test
    void thisProcessLivesAndADeadOneDoesNot() throws IOException, InterruptedException {
        RunStatus own = RunStatus.starting(Instant.now()).with(State.RUNNING, "", Instant.now());
        assertEquals(LiveState.RUNNING, own.live(Clock.systemUTC()));
        Process other = new ProcessBuilder("true").start();
        other.waitFor();
        RunStatus dead = new RunStatus(
                State.RUNNING, other.pid(), own.host(), own.started(), Instant.now(), 1, 2, 0, 1, 0, 0, "");
        assertEquals(LiveState.CRASHED, dead.live(Clock.systemUTC()));
    }

    @Test
    void progressAndEnd() {
        RunStatus status = RunStatus.prepared(BEAT).withProgress(50, 200, 1, 4, 60, 12, BEAT);
        assertEquals(0.25, status.fraction());
        assertEquals(0, status.with(State.DONE, "Done", BEAT).etaSeconds());
        assertEquals(
                BEAT.plusSeconds(9), status.withHeartbeat(BEAT.plusSeconds(9)).heartbeat());
        assertEquals(0, RunStatus.prepared(BEAT).fraction());
        assertTrue(LiveState.STALLED.isAlive());
    }

    private static LiveState live(State state, String host, int secondsLater, Optional<Instant> processStart) {
        RunStatus status = new RunStatus(state, 4711, host, BEAT, BEAT, 1, 2, 0, 1, 10, 10, "");
        return status.live(BEAT.plusSeconds(secondsLater), HOST, pid -> processStart);
    }
}
