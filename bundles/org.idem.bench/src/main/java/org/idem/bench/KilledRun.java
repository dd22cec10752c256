package org.idem.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.idem.config.reader.ConfigReader;
import org.idem.config.reader.LoadedConfig;
import org.idem.fuzz.disk.FaultyFileSystemProvider;
import org.idem.fuzz.disk.WriteFault;
import org.idem.launch.EngineInstallation;
import org.idem.launch.Launcher;
import org.idem.protocol.Request;
import org.idem.protocol.Requests;
import org.idem.run.CheckpointStore;
import org.idem.run.MetricTags;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus.LiveState;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.DiskCenters;
import org.idem.train.checkpoint.Checkpoint;

/** A short training in processes of its own, which is found, killed and resumed from outside as a user would. */
final class KilledRun {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    private final RunDirectory run;
    private final Path log;

    private KilledRun(RunDirectory run, Path log) {
        this.run = run;
        this.log = log;
    }

    /**
     * Makes a run; nothing trains it yet.
     *
     * @param folder holds {@code faces} with the drawn sets
     * @param steps of the training
     * @param more what the config has otherwise
     */
    static KilledRun in(Path folder, String name, int steps, String... more) {
        List<String> overrides = new ArrayList<>(List.of(more));
        overrides.addAll(List.of(
                "Global.name=" + name,
                "Global.epochs=100000",
                "Global.max_train_step=" + steps,
                "Global.output_dir=" + folder.resolve("runs"),
                "DataLoader.Train.dataset.cls_label_path=" + folder.resolve("faces/train.rec"),
                "DataLoader.Eval.dataset.cls_label_path=" + folder.resolve("faces/verify.bin")));
        LoadedConfig config = ConfigReader.parse(Path.of("kill.yaml"), text("kill.yaml"), overrides);
        Launcher launcher = new Launcher(EngineInstallation.ofClassPath(CLASS_PATH), folder);
        return new KilledRun(launcher.prepareTraining(config), folder.resolve(name + ".launcher.log"));
    }

    /** A file of this package, such as a config. */
    static String text(String name) {
        try (InputStream in = KilledRun.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RunDirectory run() {
        return run;
    }

    /** Starts a launcher, which starts the trainer. */
    Process launch(boolean resume) {
        try {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx128m",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            CLASS_PATH,
                            KillLauncher.class.getName(),
                            run.path().toString(),
                            resume ? "resume" : "begin")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Trains in a process that ends early where a point is reached at which it writes.
     *
     * @param at number of the point, from 0
     * @return how the process ended
     */
    int train(boolean resume, WriteFault.Kind kind, long at) {
        Path request = run.path().resolve("request.json");
        try {
            Files.writeString(
                    request,
                    Requests.format(
                            new Request.Train(run.path(), resume, run.path().resolve("replies.jsonl"))));
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "--add-modules",
                    "jdk.incubator.vector",
                    "-Djava.nio.file.spi.DefaultFileSystemProvider=" + FaultyFileSystemProvider.class.getName()));
            WriteFault.properties(run.path(), kind, at).forEach((key, value) -> command.add("-D" + key + "=" + value));
            command.addAll(List.of("-cp", CLASS_PATH, "org.idem.train.TrainerMain", request.toString()));
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The process that trains the run or is about to, found by its command line; empty if there is none. */
    Optional<ProcessHandle> trainer() {
        String request = run.path().resolve("request.json").toString();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(words -> Arrays.asList(words).contains(request))
                        .orElse(false))
                .findFirst();
    }

    /** Steps whose metrics are written. */
    int steps() {
        return run.metrics().bytes() == 0
                ? 0
                : run.metrics().read(MetricTags.LOSS).steps().length;
    }

    LiveState state() {
        return run.live(Clock.systemUTC());
    }

    /** Waits; a condition that never comes true is a failure. */
    void await(String what, BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("Waited in vain for " + what + "; see " + run.logFile() + ", " + log);
            }
            pause(Duration.ofMillis(10));
        }
    }

    static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    /** Kills a process at once and waits until it is gone. */
    static void kill(ProcessHandle process) {
        process.destroyForcibly();
        try {
            process.onExit().get(1, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new IllegalStateException("Process " + process.pid() + " outlives its being killed", e);
        }
    }

    /** Where this run differs from one that nobody disturbed; empty if nowhere. */
    String difference(KilledRun undisturbed) {
        double[] losses = run.metrics().read(MetricTags.LOSS).values();
        double[] expected = undisturbed.run.metrics().read(MetricTags.LOSS).values();
        long[] steps = run.metrics().read(MetricTags.LOSS).steps();
        for (int i = 0; i < steps.length; i++) {
            if (steps[i] != i + 1L) {
                return "step " + steps[i] + " is row " + (i + 1) + " of the metric log";
            }
        }
        if (!Arrays.equals(losses, expected)) {
            return "losses: " + losses.length + " of " + expected.length + ", the first other one is row "
                    + (Arrays.mismatch(losses, expected) + 1);
        }
        return differentFile(latest(), undisturbed.latest());
    }

    private Path latest() {
        return new CheckpointStore(run.checkpoints()).latest().orElseThrow();
    }

    private static String differentFile(Path own, Path other) {
        Checkpoint checkpoint = Checkpoint.at(own);
        List<Path> files = new ArrayList<>(checkpoint.centersFiles());
        files.add(checkpoint.weightsFile());
        try {
            for (Path file : files) {
                if (Checkpoint.version(file) != null) {
                    if (!Arrays.equals(centers(file), centers(other.resolve(own.relativize(file))))) {
                        return file + " names other class centers than that of the undisturbed run";
                    }
                } else if (Files.mismatch(file, other.resolve(own.relativize(file))) >= 0) {
                    return file + " is other than that of the undisturbed run";
                }
            }
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Centers and momentum of all classes; where their blocks stand may differ. */
    private static float[] centers(Path file) {
        try (DiskCenters saved = DiskCenters.open(Checkpoint.version(file))) {
            float[] weights = saved.read(CenterField.CENTERS, 0, saved.count());
            float[] both = Arrays.copyOf(weights, 2 * weights.length);
            float[] momentum = saved.read(CenterField.MOMENTUM, 0, saved.count());
            System.arraycopy(momentum, 0, both, weights.length, momentum.length);
            return both;
        }
    }
}
