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
import java.util.Map;
import java.util.Optional;
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
import org.idem.run.LaunchedProcess;
import org.idem.run.MetricLog;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;
import org.idem.run.code.CodeRecord;
import org.idem.run.code.GitRepository;
import org.idem.run.query.ConfigValues;

/** Trains, verifies and exports in engine processes of this machine. Thread-safe. */
public final class Launcher {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final String DEVICE = "Global.device";
    /** What it is where nobody says. */
    private static final String ANY_DEVICE = "auto";

    private static final Duration LONGEST_LOOK_AT_CODE = Duration.ofSeconds(5);

    private final EngineInstallation engine;
    private final Memory memory;
    private final Path folder;
    private final CudaChoice cuda;

    /** Starts the processes of an installation; paths of their configurations are relative to the current folder. */
    public Launcher(EngineInstallation engine) {
        this(engine, Path.of(""));
    }

    /**
     * Starts the processes of an installation; paths of their configurations are relative to a folder.
     *
     * @param folder where relative paths of configurations start
     */
    public Launcher(EngineInstallation engine, Path folder) {
        this(engine, folder, CudaChoice.ofThisMachine());
    }

    Launcher(EngineInstallation engine, Path folder, CudaChoice cuda) {
        this.engine = engine;
        this.memory = Memory.ofThisMachine();
        this.folder = folder.toAbsolutePath();
        this.cuda = cuda;
    }

    /**
     * Makes the directory of a new run, with its effective configuration.
     *
     * @throws InputException with all problems of the configuration, or if it asks for a card and none can be used
     */
    public RunDirectory prepareTraining(LoadedConfig loaded) {
        ExperimentConfig config = loaded.require();
        requireUsable(config.global().device());
        Path runs = folder.resolve(config.global().outputDir());
        RunDirectory run = RunDirectory.create(runs, config.global().runName(), Clock.systemDefaultZone());
        run.writeConfig(loaded.effectiveYaml(), loaded.origins());
        LaunchRecord.write(run, folder, loaded.file(), loaded.origins());
        writeCode(run, runs);
        return run;
    }

    private void requireUsable(String device) {
        cuda.requireUsable(device, DEVICE, "or train on the processor with -o Global.device=cpu");
    }

    /** A training is not given up because nobody knows what code it is made with. */
    private void writeCode(RunDirectory run, Path runs) {
        try {
            GitRepository.read(folder, runs, LONGEST_LOOK_AT_CODE).ifPresent(code -> CodeRecord.write(run, code));
        } catch (UncheckedIOException e) {
            System.getLogger(Launcher.class.getName()).log(System.Logger.Level.WARNING, e.getMessage(), e);
        }
    }

    /**
     * What is to be said before a training of several processes begins: on this machine its workers would have to take turns
     * on the processors.
     *
     * @param ranks the processes to be started
     */
    public Optional<String> crowding(RunDirectory run, Ranks ranks) {
        if (ranks.count() == 1 || !ranks.areHere()) {
            return Optional.empty();
        }
        Map<String, String> config = ConfigValues.read(run.configFile());
        String devices = config.getOrDefault("Global.devices", "1");
        int workers = ranks.count() * (devices.matches("\\d{1,4}") ? Integer.parseInt(devices) : 1);
        int processors = Runtime.getRuntime().availableProcessors();
        return workers > processors
                        && cuda.environment(config.getOrDefault(DEVICE, ANY_DEVICE))
                                .isEmpty()
                ? Optional.of(workers + " workers share the " + processors
                        + " processors of this machine and take turns: fewer ranks train as fast")
                : Optional.empty();
    }

    /**
     * Starts the trainer of a run, detached: it outlives this process and its terminal, and writes into the run.
     *
     * @param resume go on from the latest checkpoint; begin anew if none was saved yet
     * @throws InputException if the run is being trained or may be, or has nothing left to train
     */
    public TrainerProcess train(RunDirectory run, boolean resume) {
        return train(run, resume, Ranks.ONE);
    }

    /**
     * As {@link #train(RunDirectory, boolean)}, with several processes.
     *
     * @param ranks another number than a run had before is as good
     */
    public TrainerProcess train(RunDirectory run, boolean resume, Ranks ranks) {
        if (!resume) {
            return start(run, false, ranks);
        }
        requireResumable(run, run.live(Clock.systemUTC()).isAlive());
        return resume(run, ranks);
    }

    /**
     * Resumes a run of which nobody can tell from here whether it still has a trainer, such as one on another host.
     * The caller knows that it has none: two trainers would destroy the run.
     *
     * @throws InputException if a process certainly trains it, or it has nothing left to train
     */
    public TrainerProcess takeOver(RunDirectory run, Ranks ranks) {
        requireResumable(run, run.isBeingWritten());
        return resume(run, ranks);
    }

    private TrainerProcess resume(RunDirectory run, Ranks ranks) {
        CheckpointStore checkpoints = new CheckpointStore(run.checkpoints());
        checkpoints.recover();
        boolean fromCheckpoint = checkpoints.latest().isPresent();
        resetStatus(run, fromCheckpoint);
        return start(run, fromCheckpoint, ranks);
    }

    private TrainerProcess start(RunDirectory run, boolean fromCheckpoint, Ranks ranks) {
        String device = ConfigValues.read(run.configFile()).getOrDefault(DEVICE, ANY_DEVICE);
        requireUsable(device);
        run.writeLaunched(LaunchedProcess.here(ProcessHandle.current().pid(), Instant.now()));
        Path request = TrainRequestFiles.write(run, fromCheckpoint, ranks.count());
        File log = run.logFile().toFile();
        long logStart = log.length();
        ProcessBuilder builder = trainer(request, ranks, LaunchRecord.folder(run, folder), cuda.environment(device))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        Process process = start(builder);
        TrainerProcess trainer = new TrainerProcess(run, process, logStart);
        writeDown(trainer);
        if (ranks.starter() != Ranks.Starter.NONE) {
            StarterWatch.start(run, process, StarterWatch.GRACE);
        }
        return trainer;
    }

    private ProcessBuilder trainer(Path request, Ranks ranks, Path start, Map<String, String> card) {
        Memory share = memory.dividedBy(ranks.onOneMachine());
        List<String> properties = ranks.count() > 1 ? List.of(Request.RANKS_PROPERTY + "=true") : List.of();
        List<String> one = engine.command(EngineInstallation.TRAINER, List.of(request.toString()), share, properties);
        ProcessBuilder builder = engine.process(one, share, start, card);
        return builder.command(Detached.command(RankCommand.of(ranks, one, builder.environment(), card.keySet())));
    }

    /** A trainer that runs is not given up because this cannot be written. */
    private static void writeDown(TrainerProcess trainer) {
        try {
            trainer.run().writeLaunched(LaunchedProcess.here(trainer.pid(), Instant.now()));
        } catch (UncheckedIOException e) {
            System.getLogger(Launcher.class.getName()).log(System.Logger.Level.WARNING, e.getMessage(), e);
        }
    }

    private static void requireResumable(RunDirectory run, boolean trains) {
        RunStatus status = run.status();
        if (!Files.isDirectory(run.path())) {
            throw refusal(run, "The folder of this run is gone", "");
        }
        if (trains) {
            throw refusal(run, LiveText.trainer(run, Clock.systemUTC()), LiveText.remedy(run));
        }
        if (status.state() == RunStatus.State.DONE) {
            throw refusal(
                    run, "This run has reached its last step", "train anew with more epochs, or from its weights");
        }
        if (!Files.exists(run.configFile())) {
            throw refusal(
                    run,
                    "This run has no configuration: it was given up while it was made",
                    "remove the folder, and train anew");
        }
    }

    private static InputException refusal(RunDirectory run, String message, String remedy) {
        return new InputException(Problem.error(run.path(), "", message, remedy));
    }

    /** The run waits for its next process, an old request to stop is void, and without a checkpoint so are its curves. */
    private static void resetStatus(RunDirectory run, boolean fromCheckpoint) {
        run.clearStop();
        Instant now = Instant.now();
        RunStatus waiting = RunStatus.prepared(now);
        if (fromCheckpoint) {
            waiting = waiting.withProgress(run.status().progress().withoutSpeed(), now);
        } else if (run.metrics().bytes() > 0) {
            try (MetricLog.Writer metrics = run.openMetrics()) {
                metrics.truncateAfter(0);
            }
        }
        run.writeStatus(waiting);
    }

    /**
     * Verifies a model on sets of pairs, in a process of its own.
     *
     * @return what came out, in the order of the sets; it is also in the folder of evaluations
     * @throws InputException if a set or the model cannot be used
     * @throws java.util.concurrent.CancellationException if the user cancelled
     * @throws EngineFailedException if the process fails
     */
    public VerifiedModel verify(Request.Verify request, Progress progress) {
        Reply.Verified verified = execute("Verification", request, Reply.Verified.class, progress);
        List<Evaluation> evaluations = verified.sets().stream()
                .map(figures -> EvaluationStore.read(figures.file()))
                .toList();
        return new VerifiedModel(verified.input(), evaluations);
    }

    /**
     * Embeds images into a file, in a process of its own.
     *
     * @throws InputException if the model or an image's path cannot be used, or the file is there already
     * @throws java.util.concurrent.CancellationException if the user cancelled
     * @throws EngineFailedException if the process fails
     */
    public Reply.Embedded embed(Request.Embed request, Progress progress) {
        return execute("Embedding", request, Reply.Embedded.class, progress);
    }

    /**
     * Embeds the faces of IJB-B or IJB-C, in a process of its own; goes on where an earlier one was interrupted.
     *
     * @throws InputException if the model, the lists or the file cannot be used
     * @throws java.util.concurrent.CancellationException if the user cancelled
     * @throws EngineFailedException if the process fails
     */
    public Reply.Embedded embed(Request.EmbedIjb request, Progress progress) {
        return execute("Embedding", request, Reply.Embedded.class, progress);
    }

    /**
     * Compares two pictures, in a process of its own.
     *
     * @throws InputException if the model or a picture cannot be used, or the wanted threshold is not known
     * @throws java.util.concurrent.CancellationException if the user cancelled
     * @throws EngineFailedException if the process fails
     */
    public Reply.Compared compare(Request.Compare request, Progress progress) {
        return execute("Comparison", request, Reply.Compared.class, progress);
    }

    /**
     * Looks by embeddings for what is wrong with a set, in a process of its own. Cancelled or killed, the next call with the same
     * cache goes on.
     *
     * @throws InputException if the model, a set or a file cannot be used
     * @throws java.util.concurrent.CancellationException if the user cancelled
     * @throws EngineFailedException if the process fails
     */
    public Reply.Diagnosed diagnose(Request.Diagnose request, Progress progress) {
        return execute("Diagnosis", request, Reply.Diagnosed.class, progress);
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
        cuda.requireUsable(request.device(), "--device", "or compute on the processor with --device cpu");
        List<String> command = engine.command(EngineInstallation.mainClass(request), List.of(), memory);
        Map<String, String> card = cuda.environment(request.device());
        Process process = start(engine.process(command, memory, folder(request.subject()), card));
        return new EngineProcess(work, process, progress).send(request).await(kind);
    }

    /** Where relative paths start that the config of a run has; of other models there are none. */
    private Path folder(Path subject) {
        Path run = RunDirectory.isRun(subject)
                ? subject
                : RunDirectory.ofCheckpoint(subject).orElse(null);
        return run == null ? folder : LaunchRecord.folder(RunDirectory.open(run), folder);
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
