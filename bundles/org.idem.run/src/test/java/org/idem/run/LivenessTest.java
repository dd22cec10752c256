package org.idem.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.idem.core.InputException;
import org.idem.run.RunStatus.LiveState;
import org.idem.run.RunStatus.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a run still has a process: by its lock where that can tell, else by number, host and heartbeat. */
class LivenessTest {
    private static final Instant BEAT = Instant.parse("2026-01-31T12:00:00Z");
    private static final String HOST = "box";

    @TempDir
    private Path folder;

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
    void aFreeLockTellsThatTheTrainerIsGoneWhateverHostAndNumberSay() {
        for (String host : new String[] {HOST, "the name before the container started again"}) {
            Liveness look = look(WriterLock.State.FREE, true, null, Optional.of(BEAT));
            assertEquals(LiveState.CRASHED, look.state(status(State.RUNNING, host, 4711), BEAT.plusSeconds(1)));
        }
    }

    @Test
    void aHeldLockTellsThatTheTrainerLives() {
        Liveness look = look(WriterLock.State.HELD, false, null, Optional.empty());
        assertEquals(LiveState.RUNNING, look.state(status(State.RUNNING, "other", 4711), BEAT.plusSeconds(1)));
        assertEquals(LiveState.STALLED, look.state(status(State.RUNNING, HOST, 4711), BEAT.plusSeconds(61)));
        assertEquals(LiveState.STARTING, look.state(status(State.STARTING, HOST, 0), BEAT.plusSeconds(1)));
    }

    @Test
    void aLockThatOtherHostsDoNotShareTellsNothingOfThem() {
        Liveness look = look(WriterLock.State.FREE, false, null, Optional.empty());
        assertEquals(LiveState.RUNNING, look.state(status(State.RUNNING, "other", 4711), BEAT.plusSeconds(59)));
        assertEquals(LiveState.STALLED, look.state(status(State.RUNNING, "other", 4711), BEAT.plusSeconds(61)));
        assertEquals(LiveState.CRASHED, look.state(status(State.RUNNING, HOST, 4711), BEAT.plusSeconds(1)));
    }

    @Test
    void aTrainerThatWasKilledBeforeItsFirstWordBlocksNothing() {
        LaunchedProcess launched = new LaunchedProcess(4711, HOST, BEAT);
        RunStatus prepared = RunStatus.prepared(BEAT);
        Liveness dead = look(WriterLock.State.UNKNOWN, true, launched, Optional.empty());
        assertEquals(LiveState.CRASHED, dead.state(prepared, BEAT.plusSeconds(1)));
        Liveness booting = look(WriterLock.State.UNKNOWN, true, launched, Optional.of(BEAT));
        assertEquals(LiveState.STARTING, booting.state(prepared, BEAT.plusSeconds(1)));
        assertEquals(LiveState.STALLED, booting.state(prepared, BEAT.plusSeconds(90)));
    }

    @Test
    void aPreparedRunThatNobodyTakesIsGone() {
        RunDirectory run = RunDirectory.create(folder, "waiting", Clock.fixed(BEAT, ZoneOffset.UTC));
        assertEquals(LiveState.STARTING, run.live(Clock.fixed(BEAT.plusSeconds(1), ZoneOffset.UTC)));
        assertEquals(LiveState.CRASHED, run.live(Clock.fixed(BEAT.plusSeconds(90), ZoneOffset.UTC)));
    }

    @Test
    void thisProcessLivesAndADeadOneDoesNot() throws Exception {
        RunDirectory run = RunDirectory.create(folder, "own", Clock.systemUTC());
        RunStatus own = RunStatus.starting(Instant.now()).with(State.RUNNING, "", Instant.now());
        run.writeStatus(own);
        try (MetricLog.Writer metrics = run.openMetrics()) {
            metrics.add(1, 1, Map.of("train/loss", 1.0));
            assertTrue(run.isBeingWritten());
            assertEquals(LiveState.RUNNING, run.live(Clock.systemUTC()));
            assertEquals(LiveState.RUNNING, run.live(Clock.systemUTC()), "asking does not give the lock up");
            assertThrows(InputException.class, run::openMetrics);
        }
        assertFalse(run.isBeingWritten());
        assertEquals(LiveState.CRASHED, run.live(Clock.systemUTC()), "a writer that is gone left its status behind");
        Process other = new ProcessBuilder("true").start();
        other.waitFor();
        RunDirectory old = RunDirectory.create(folder, "without-a-lock", Clock.systemUTC());
        old.writeStatus(new RunStatus(
                State.RUNNING,
                new Heartbeat(
                        other.pid(), own.heartbeat().host(), own.heartbeat().started(), Instant.now()),
                new TrainingProgress(1, 2, 0, 1, 0, 0),
                ""));
        assertEquals(LiveState.CRASHED, old.live(Clock.systemUTC()));
    }

    /** Holds the lock until its input ends. */
    public static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            RunDirectory run = RunDirectory.open(Path.of(arguments[0]));
            try (MetricLog.Writer metrics = run.openMetrics()) {
                metrics.add(1, 1, Map.of("train/loss", 1.0));
                System.out.println("holding");
                System.in.read();
            }
        }
    }

    @Test
    void theLockOfAnotherProcessGoesWithItHoweverItEnds() throws Exception {
        RunDirectory run = RunDirectory.create(folder, "held", Clock.systemUTC());
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Holder.class.getName(),
                        run.path().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertEquals("holding", holder.inputReader().readLine());
        RunStatus elsewhere = new RunStatus(
                State.RUNNING,
                new Heartbeat(1, "a host of another name", BEAT, Instant.now()),
                new TrainingProgress(1, 2, 0, 1, 0, 0),
                "");
        run.writeStatus(elsewhere);
        assertTrue(run.isBeingWritten());
        assertEquals(LiveState.RUNNING, run.live(Clock.systemUTC()));
        assertThrows(InputException.class, run::openMetrics);
        holder.destroyForcibly();
        assertTrue(holder.waitFor(60, TimeUnit.SECONDS));
        assertFalse(run.isBeingWritten());
        assertTrue(Files.exists(run.path().resolve("metrics/writer.lock")), "the file stays, the lock does not");
    }

    private static Liveness look(
            WriterLock.State lock, boolean everywhere, LaunchedProcess launched, Optional<Instant> processStart) {
        return new Liveness(lock, everywhere, HOST, Optional.ofNullable(launched), pid -> processStart);
    }

    private static RunStatus status(State state, String host, long pid) {
        return new RunStatus(state, new Heartbeat(pid, host, BEAT, BEAT), new TrainingProgress(1, 2, 0, 1, 10, 10), "");
    }

    private static LiveState live(State state, String host, int secondsLater, Optional<Instant> processStart) {
        return look(WriterLock.State.UNKNOWN, true, null, processStart)
                .state(status(state, host, 4711), BEAT.plusSeconds(secondsLater));
    }
}
