package org.idem.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.run.CheckpointStore;
import org.idem.run.Heartbeat;
import org.idem.run.LaunchedProcess;
import org.idem.run.MetricLog;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;
import org.idem.run.TrainingProgress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {
    @TempDir
    private Path folder;

    private Fixture fixture;

    @BeforeEach
    void prepare() {
        fixture = new Fixture(folder);
    }

    @Test
    void aPreparedRunHoldsItsConfigurationAndWaits() throws IOException {
        RunDirectory run = fixture.run("quick");
        assertTrue(run.path().startsWith(folder.resolve("runs")), "the folder of runs is relative to the work folder");
        assertTrue(run.name().endsWith("-quick"));
        assertTrue(Files.readString(run.configFile()).contains("# override: Global.name"));
        assertTrue(Files.readString(run.path().resolve("launch.json")).contains("\"Global.name\" : \"override\""));
        assertEquals(RunStatus.LiveState.STARTING, run.live(Clock.systemUTC()));
    }

    @Test
    void aTrainerWorksInTheFolderWithTheAllocatorSetUp() throws IOException {
        RunDirectory run = fixture.run("quick");
        TrainerProcess trainer = fixture.launcher().train(run, false);
        assertEquals(0, trainer.onExit().join());
        assertEquals(RunStatus.LiveState.DONE, run.live(Clock.systemUTC()));
        String log = Files.readString(run.logFile());
        assertTrue(log.contains("folder " + folder.toRealPath()), log);
        assertTrue(log.contains("arena 1"), log);
        assertTrue(log.contains("resume=false"), log);
    }

    @Test
    void stopWaitsUntilTheTrainerHasSaved() {
        RunDirectory run = fixture.run("endless");
        TrainerProcess trainer = fixture.launcher().train(run, false);
        Fixture.await("the first step", () -> run.status().progress().step() > 0);
        assertEquals(trainer.pid(), run.status().heartbeat().pid(), "the detached process is the trainer itself");
        RunStatus.LiveState state = fixture.launcher().stop(run, Duration.ofSeconds(30), Progress.NONE);
        assertEquals(RunStatus.LiveState.STOPPED, state);
        assertEquals(0, trainer.onExit().join());
        assertThrows(InputException.class, () -> fixture.launcher().stop(run, Duration.ofSeconds(1), Progress.NONE));
    }

    @Test
    void aRunGoesOnOnlyWhenNobodyTrainsItAndStepsAreLeft() throws IOException {
        RunDirectory run = fixture.run("endless");
        TrainerProcess trainer = fixture.launcher().train(run, false);
        Fixture.await("the first step", () -> run.status().progress().step() > 0);
        InputException alive =
                assertThrows(InputException.class, () -> fixture.launcher().train(run, true));
        assertTrue(alive.getMessage().contains("still being trained"), alive.getMessage());
        fixture.launcher().stop(run, Duration.ofSeconds(30), Progress.NONE);
        trainer.onExit().join();

        CheckpointStore checkpoints = new CheckpointStore(run.checkpoints());
        checkpoints.commit(checkpoints.stage(3), 3);
        TrainerProcess second = fixture.launcher().train(run, true);
        Fixture.await("the trainer", () -> run.status().heartbeat().pid() == second.pid());
        assertTrue(Files.readString(run.logFile()).contains("resume=true"));
        assertFalse(run.stopRequested(), "the old request to stop is void");
        fixture.launcher().stop(run, Duration.ofSeconds(30), Progress.NONE);

        RunDirectory done = fixture.run("quick");
        fixture.launcher().train(done, false).onExit().join();
        InputException over =
                assertThrows(InputException.class, () -> fixture.launcher().train(done, true));
        assertTrue(over.getMessage().contains("reached its last step"), over.getMessage());
    }

    @Test
    void withoutACheckpointARunBeginsAnew() throws IOException {
        RunDirectory run = fixture.run("quick");
        try (MetricLog.Writer metrics = run.openMetrics()) {
            metrics.add(5, 1, Map.of("train/loss", 3.0));
        }
        Instant now = Instant.now();
        run.writeStatus(RunStatus.starting(now)
                .with(RunStatus.State.FAILED, "lost power", now)
                .withProgress(new TrainingProgress(5, 9, 0, 1, 1, 1), now));
        assertEquals(0, fixture.launcher().train(run, true).onExit().join());
        assertFalse(Files.readString(run.logFile()).contains("resume=true"));
        assertEquals(0, run.metrics().read("train/loss").steps().length);
    }

    @Test
    void aKilledTrainerThatNobodyBuriesHasCrashed() throws Exception {
        RunDirectory run = fixture.run("quick");
        // A shell that becomes another program never asks for its children's end; the child waits until it has become
        // it.
        String child = "until grep -q sleep /proc/$PPID/comm; do :; done; echo $$";
        Process parent = new ProcessBuilder("bash", "-c", "sh -c '" + child + "' & exec sleep 30").start();
        try {
            long dead = Long.parseLong(parent.inputReader().readLine());
            Instant now = Instant.now();
            RunStatus starting = RunStatus.starting(now);
            run.writeStatus(new RunStatus(
                    RunStatus.State.RUNNING,
                    new Heartbeat(dead, starting.heartbeat().host(), now, now),
                    new TrainingProgress(5, 9, 0, 1, 1, 1),
                    "Training"));
            Fixture.await("the crash", () -> run.live(Clock.systemUTC()) == RunStatus.LiveState.CRASHED);
            assertTrue(ProcessHandle.of(dead).isPresent(), "Java still sees the process");
        } finally {
            parent.destroy();
        }
        assertEquals(0, fixture.launcher().train(run, true).onExit().join());
    }

    @Test
    void aTrainerThatDoesNotStartFailsTheRun() {
        RunDirectory run = fixture.run("quick");
        Launcher broken = new Launcher(EngineInstallation.ofClassPath("nowhere"), folder);
        assertEquals(1, broken.train(run, false).onExit().join());
        assertEquals(RunStatus.LiveState.FAILED, run.live(Clock.systemUTC()));
        assertTrue(
                run.status().message().contains("did not start"), run.status().message());
    }

    @Test
    void aTrainerThatRefusedItsInputSaysWhy() {
        RunDirectory run = fixture.run("badinput");
        TrainerProcess trainer = fixture.launcher().train(run, false);
        assertEquals(2, trainer.onExit().join());
        assertEquals(
                List.of(new Problem(
                        Problem.Severity.ERROR,
                        run.configFile(),
                        3,
                        5,
                        "Model.name",
                        "No such backbone",
                        "give another")),
                trainer.problems());
        assertTrue(trainer.logTail().contains("No such backbone"), trainer.logTail());
    }

    @Test
    void aTrainerOutlivesWhoStartedIt() throws Exception {
        RunDirectory run = fixture.run("endless");
        assertEquals(0, launchInAProcess(LaunchAndLeave.class, run).waitFor());
        Fixture.await("the orphan's steps", () -> run.status().progress().step() > 2);
        assertEquals(RunStatus.LiveState.STOPPED, fixture.launcher().stop(run, Duration.ofSeconds(30), Progress.NONE));
    }

    private static Process launchInAProcess(Class<?> main, RunDirectory run) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Fixture.classPath(),
                        main.getName(),
                        run.path().toString())
                .start();
    }

    @Test
    void aTrainerWhoseLauncherIsKilledGoesOnAndIsFoundAgain() throws Exception {
        RunDirectory run = fixture.run("endless");
        Process launcher = launchInAProcess(LaunchAndWait.class, run);
        Fixture.await("the first step", () -> run.status().progress().step() > 0);
        launcher.destroyForcibly().waitFor();
        long then = run.status().progress().step();
        Fixture.await("the orphan's steps", () -> run.status().progress().step() > then + 2);
        assertEquals(RunStatus.LiveState.RUNNING, run.live(Clock.systemUTC()));
        InputException refused =
                assertThrows(InputException.class, () -> fixture.launcher().train(run, true));
        assertTrue(refused.getMessage().contains("still being trained by process"), refused.getMessage());
        assertEquals(RunStatus.LiveState.STOPPED, fixture.launcher().stop(run, Duration.ofSeconds(30), Progress.NONE));
        assertTrue(fixture.launcher().train(run, true).isAlive());
        fixture.launcher().stop(run, Duration.ofSeconds(30), Progress.NONE);
    }

    @Test
    void aTrainerWhoseLauncherIsKilledSaysItselfHowItEnded() throws Exception {
        RunDirectory run = fixture.run("quick");
        Process launcher = launchInAProcess(LaunchAndWait.class, run);
        Fixture.await("the first step", () -> run.status().progress().step() > 0);
        launcher.destroyForcibly().waitFor();
        Fixture.await("the end", () -> !run.live(Clock.systemUTC()).isAlive());
        assertEquals(RunStatus.LiveState.DONE, run.live(Clock.systemUTC()));
    }

    @Test
    void aTrainerThatIsKilledAfterItsLauncherHasCrashed() throws Exception {
        RunDirectory run = fixture.run("endless");
        Process launcher = launchInAProcess(LaunchAndWait.class, run);
        Fixture.await("the first step", () -> run.status().progress().step() > 0);
        launcher.destroyForcibly().waitFor();
        ProcessHandle trainer = ProcessHandle.of(run.status().heartbeat().pid()).orElseThrow();
        trainer.destroyForcibly();
        Fixture.await("the crash", () -> run.live(Clock.systemUTC()) == RunStatus.LiveState.CRASHED);
    }

    /** The status of a trainer on another host that fell silent. */
    private RunDirectory silent(String host) {
        RunDirectory run = fixture.run("quick");
        Instant then = Instant.now().minusSeconds(600);
        run.writeStatus(new RunStatus(
                RunStatus.State.RUNNING,
                new Heartbeat(7, host, then, then),
                new TrainingProgress(5, 9, 0, 1, 1, 1),
                "Training"));
        return run;
    }

    @Test
    void aRunOfAnotherHostIsTakenOverOnlyByWhoSaysSo() {
        RunDirectory run = silent("elsewhere");
        InputException refused =
                assertThrows(InputException.class, () -> fixture.launcher().train(run, true));
        assertTrue(refused.getMessage().contains("process 7 on elsewhere"), refused.getMessage());
        assertTrue(refused.getMessage().contains("--take-over"), refused.getMessage());
        assertEquals(0, fixture.launcher().takeOver(run, Ranks.ONE).onExit().join());
        assertEquals(RunStatus.LiveState.DONE, run.live(Clock.systemUTC()));
    }

    @Test
    void aRunThatIsBeingWrittenIsNeverTakenOver() {
        RunDirectory run = silent("elsewhere");
        try (MetricLog.Writer metrics = run.openMetrics()) {
            metrics.add(5, 1, Map.of("train/loss", 3.0));
            assertThrows(InputException.class, () -> fixture.launcher().takeOver(run, Ranks.ONE));
        }
        // The lock is free now, and on a disk of this machine that settles it.
        assertEquals(0, fixture.launcher().train(run, true).onExit().join());
    }

    @Test
    void aTrainerThatWasKilledBeforeItsFirstWordIsResumedAtOnce() throws Exception {
        RunDirectory run = fixture.run("quick");
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        run.writeLaunched(LaunchedProcess.here(dead.pid(), Instant.now()));
        assertEquals(0, fixture.launcher().train(run, true).onExit().join());
    }

    @Test
    void whatWasLeftOfARunThatWasNeverMadeIsNotResumed() throws IOException {
        Path left = Files.createDirectories(folder.resolve("runs/20260131-120000-interrupted"));
        InputException refused =
                assertThrows(InputException.class, () -> fixture.launcher().train(RunDirectory.open(left), true));
        assertTrue(refused.getMessage().contains("no configuration"), refused.getMessage());
    }
}
