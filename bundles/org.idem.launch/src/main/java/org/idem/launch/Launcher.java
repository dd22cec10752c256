package org.idem.launch;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.idem.config.ExperimentConfig;
import org.idem.config.reader.LoadedConfig;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.run.CheckpointStore;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.run.MetricLog;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;

/** Trains, verifies and exports in engine processes of this machine. Thread-safe. */
public final class Launcher {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final EngineInstallation engine;
    private final Memory memory;
    private final Path folder;

    /** Works from the current folder. */
    public Launcher(EngineInstallation engine) {
        this(engine, Path.of(""));
    }

    /**
     * Works from a folder.
     *
     * @param folder where relative paths of configurations start
     */
    public Launcher(EngineInstallation engine, Path folder) {
        this.engine = engine;
        this.memory = Memory.ofThisMachine();
        this.folder = folder.toAbsolutePath();
    }

    /**
     * Makes the directory of a new run, with its effective configuration.
     *
     * @throws InputException with all problems of the configuration
     */
    public RunDirectory prepareTraining(LoadedConfig loaded) {
        ExperimentConfig config = loaded.require();
        Path runs = folder.resolve(config.global().outputDir());
        RunDirectory run = RunDirectory.create(runs, config.global().runName(), Clock.systemDefaultZone());
        run.writeConfig(loaded.effectiveYaml(), loaded.origins());
        LaunchRecord.write(run, folder, loaded.file(), loaded.origins());
        return run;
    }

    /**
     * Starts the trainer of a run, detached: it outlives this process and its terminal, and writes into the run.
     *
     * @param resume go on from the latest checkpoint; begin anew if none was saved yet
     * @throws InputException if the run is being trained, or has nothing left to train
     */
    public TrainerProcess train(RunDirectory run, boolean resume) {
        CheckpointStore checkpoints = new CheckpointStore(run.checkpoints());
        boolean fromCheckpoint = false;
        if (resume) {
            requireResumable(run);
            checkpoints.recover();
            fromCheckpoint = checkpoints.latest().isPresent();
            resetStatus(run, fromCheckpoint);
        }
        Path request = TrainRequestFiles.write(run, fromCheckpoint);
        List<String> command =
                Detached.command(engine.command(EngineInstallation.TRAINER, List.of(request.toString()), memory));
        File log = run.logFile().toFile();
        long logStart = log.length();
        ProcessBuilder builder = engine.process(command, memory, LaunchRecord.folder(run, folder))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        return new TrainerProcess(run, start(builder), logStart);
    }

    private static void requireResumable(RunDirectory run) {
        RunStatus.LiveState state = run.live(Clock.systemUTC());
        if (state.isAlive()) {
            throw refusal(run, "This run is still being trained", "stop it first: idem stop " + run.name());
        }
        if (state == RunStatus.LiveState.DONE) {
            throw refusal(
                    run, "This run has reached its last step", "train anew with more epochs, or from its weights");
        }
    }

    private static InputException refusal(RunDirectory run, String message, String remedy) {
        return new InputException(Problem.error(run.path(), "", message, remedy));
    }

    /** The run waits for its next process, an old request to stop is void, and without a checkpoint so are its curves. */
    private static void resetStatus(RunDirectory run, boolean fromCheckpoint) {
        run.clearStop();
        RunStatus old = run.status();
        Instant now = Instant.now();
        RunStatus waiting = RunStatus.prepared(now);
        if (fromCheckpoint) {
            waiting = waiting.withProgress(
                    old.step(), old.totalSteps(), old.epoch(), old.epochs(), Double.NaN, Double.NaN, now);
        } else if (run.metrics().bytes() > 0) {
            try (MetricLog.Writer metrics = run.openMetrics()) {
                metrics.truncateAfter(0);
            }
        }
        run.writeStatus(waiting);
    }

    /**
     * Verifies a checkpoint on sets of pairs, in a process of its own.
     *
     * @return what came out, in the order of the sets; it is also in the folder of evaluations
     * @throws InputException if a set or the checkpoint cannot be used
     * @throws java.util.concurrent.CancellationException if the user cancelled
     * @throws EngineFailedException if the process fails
     */
    public List<Evaluation> verify(Request.Verify request, Progress progress) {
        return execute("Verification", request, Reply.Verified.class, progress).sets().stream()
                .map(figures -> EvaluationStore.read(figures.file()))
                .toList();
    }

    /**
     * Exports a checkpoint to ONNX and proves the file, in a process of its own.
     *
     * @throws InputException if the file is there already or the checkpoint cannot be used
     * @throws java.util.concurrent.CancellationException if the user cancelled
     * @throws EngineFailedException if the process fails, or the file does not compute what was trained
     */
    public Reply.Exported export(Request.Export request, Progress progress) {
        return execute("Export", request, Reply.Exported.class, progress);
    }

    private <R extends Reply.Result> R execute(String work, Request request, Class<R> kind, Progress progress) {
        progress.checkCancelled();
        Path from = LaunchRecord.folder(RunDirectory.open(request.run()), folder);
        List<String> command = engine.command(EngineInstallation.mainClass(request), List.of(), memory);
        Process process = start(engine.process(command, memory, from));
        return new EngineProcess(work, process, progress).send(request).await(kind);
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + builder.command().get(0), e);
        }
    }

    /**
     * Asks the trainer of a run to save and end, and waits until it did.
     *
     * @param wait how long to wait at most
     * @return what the run is then; alive if the time was too short, and then it still ends at its next step
     * @throws InputException if nobody trains the run
     * @throws java.util.concurrent.CancellationException if the user does not want to wait; the request stands
     */
    public RunStatus.LiveState stop(RunDirectory run, Duration wait, Progress progress) {
        Clock clock = Clock.systemUTC();
        RunStatus.LiveState state = run.live(Clock.systemUTC());
        if (!state.isAlive()) {
            throw refusal(
                    run, "Nobody trains this run: it is " + state.name().toLowerCase(Locale.ROOT), "see idem runs");
        }
        run.requestStop();
        Instant end = clock.instant().plus(wait);
        while (state.isAlive() && clock.instant().isBefore(end)) {
            progress.checkCancelled();
            progress.report(0, () -> "Waiting for the trainer to save");
            LockSupport.parkNanos(POLL_NANOS);
            state = run.live(Clock.systemUTC());
        }
        return state;
    }

    /** Whether a run can go on from where it is. */
    public static boolean canResume(RunDirectory run) {
        RunStatus.LiveState state = run.live(Clock.systemUTC());
        return !state.isAlive() && state != RunStatus.LiveState.DONE && Files.exists(run.configFile());
    }
}
