package org.idem.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.idem.core.AtomicFiles;
import org.idem.core.Progress;
import org.idem.faces.FaceGenerator;
import org.idem.faces.GenerateRequest;
import org.idem.metrics.KFold;
import org.idem.metrics.Roc;
import org.idem.metrics.VerificationFigures;
import org.idem.run.CheckpointStore;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.run.MetricLog;
import org.idem.run.MetricTags;
import org.idem.run.PairScores;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;
import org.idem.run.TrainingProgress;
import org.idem.run.ValueHistogram;

/** A folder such as a user has: configs, a drawn data set, and runs in every state. */
public final class SampleFolder {
    public static final int IDENTITIES = 6;
    public static final int IMAGES = 36;
    public static final int PAIRS = 20;
    public static final String CONFIG =
            """
            # A config with one wrong key.
            Global:
              output_dir: runs
              epochs: 2
              epcohs: 3
            Model:
              name: MobileFaceNet_small
            """;
    /** The line of the wrong key, counted from 1. */
    public static final int WRONG_LINE = 5;

    /** Held until the tests end. */
    private static final List<MetricLog.Writer> WRITERS = new ArrayList<>();

    private final Path path;

    private SampleFolder(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    public Path runs() {
        return path.resolve("runs");
    }

    /** A folder of this name among what the build makes; what an earlier test left in it is gone. */
    static Path empty(String name) {
        Path folder = Path.of(System.getProperty("idem.folder")).resolveSibling(name);
        AtomicFiles.deleteTree(folder);
        return folder;
    }

    /** With a run that goes on, which belongs to this process. */
    public static SampleFolder fill(Path path) throws IOException {
        SampleFolder folder = fillWithoutLiveRuns(path);
        folder.run("going", RunStatus.State.RUNNING, 400, true);
        return folder;
    }

    /** Whatever is in it stays as it is. */
    public static SampleFolder fillWithoutLiveRuns(Path path) throws IOException {
        Files.createDirectories(path.resolve("configs"));
        Files.writeString(path.resolve("configs").resolve("wrong.yaml"), CONFIG);
        FaceGenerator.generate(
                new GenerateRequest(IDENTITIES, IMAGES, path.resolve("data").resolve("faces"), 7, 112, PAIRS, 8),
                Progress.NONE);
        SampleFolder folder = new SampleFolder(path);
        folder.run("finished", RunStatus.State.DONE, 600, true);
        folder.run("halted", RunStatus.State.STOPPED, 240, false);
        folder.run("broken", RunStatus.State.FAILED, 30, false);
        return folder;
    }

    /** Writes a run as its trainer would have left it. A running one belongs to this process, so that it is alive. */
    private void run(String name, RunStatus.State state, int steps, boolean evaluated) throws IOException {
        RunDirectory run = RunDirectory.create(runs(), name, Clock.systemDefaultZone());
        run.writeConfig(CONFIG, Map.of("Global.epochs", "override"));
        run.writeEnvironment(new LinkedHashMap<>(Map.of("java", "17", "machine", Map.of("cores", 2, "os", "Linux"))));
        writeMetrics(run, steps, evaluated);
        StringBuilder log = new StringBuilder();
        for (int step = 10; step <= steps; step += 10) {
            log.append("step ")
                    .append(step)
                    .append(" of 600  loss ")
                    .append(loss(step))
                    .append('\n');
        }
        Files.writeString(run.logFile(), log);
        Instant now = Instant.now();
        double rate = state == RunStatus.State.RUNNING ? 39.5 : Double.NaN;
        Duration left = Duration.ofSeconds((600 - steps) * 64L / 40);
        if (state == RunStatus.State.RUNNING) {
            keepLocked(run);
        }
        run.writeStatus(RunStatus.starting(now)
                .with(state, state == RunStatus.State.FAILED ? "loss is NaN at step 30" : "", now)
                .withProgress(new TrainingProgress(steps, 600, steps / 100, 6, left.toSeconds(), rate), now));
        CheckpointStore checkpoints = new CheckpointStore(run.checkpoints());
        for (long step = 200; step <= steps; step += 200) {
            Path staged = checkpoints.stage(step);
            Files.writeString(staged.resolve("trainer.json"), "{}");
            checkpoints.commit(staged, step);
        }
        if (evaluated) {
            evaluate(run, steps);
        }
    }

    /** As its trainer would: the lock, held until the tests end, tells that somebody writes the run. */
    @SuppressWarnings("resource")
    private static void keepLocked(RunDirectory run) {
        WRITERS.add(run.openMetrics());
    }

    private static void writeMetrics(RunDirectory run, int steps, boolean evaluated) {
        try (MetricLog.Writer metrics = run.openMetrics()) {
            double begin = Instant.now().getEpochSecond() - steps;
            for (int step = 1; step <= steps; step++) {
                Map<String, Double> row = new LinkedHashMap<>();
                row.put("train/loss", loss(step));
                row.put("train/lr", 0.1 * Math.min(1, step / 50.0) * (1 - step / 700.0));
                row.put("train/images_per_second", 39 + Math.sin(step / 7.0));
                if (evaluated && step % 100 == 0) {
                    row.put("eval/verify/accuracy", 0.95 - 0.4 * Math.exp(-step / 150.0));
                }
                metrics.add(step, begin + step, row);
                if (evaluated && step % 50 == 0) {
                    double learnt = 0.7 * (1 - Math.exp(-step / 150.0));
                    metrics.addHistogram(step, begin + step, MetricTags.POSITIVE_COSINES, spread(step, learnt));
                    metrics.addHistogram(step, begin + step, MetricTags.NEGATIVE_COSINES, spread(-step, 0));
                }
            }
        }
    }

    private static ValueHistogram spread(int seed, double middle) {
        Random random = new Random(seed);
        float[] values = new float[200];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (middle + 0.1 * random.nextGaussian());
        }
        return ValueHistogram.of(values, -1, 1, 100);
    }

    private static double loss(int step) {
        return 1 + 14 * Math.exp(-step / 160.0) + 0.6 * new Random(step).nextGaussian();
    }

    private void evaluate(RunDirectory run, long step) {
        int pairs = 2000;
        Random random = new Random(step);
        float[] scores = new float[pairs];
        boolean[] same = new boolean[pairs];
        double[] cosines = new double[pairs];
        double[] distances = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            same[i] = i % 2 == 0;
            scores[i] = (float) Math.max(-1, Math.min(1, (same[i] ? 0.55 : 0.05) + 0.15 * random.nextGaussian()));
            cosines[i] = scores[i];
            distances[i] = 2 - 2 * scores[i];
        }
        Roc roc = Roc.of(cosines, same);
        KFold folds = KFold.of(distances, same, 10);
        EvaluationStore.write(
                run,
                new Evaluation(
                        "verify",
                        path.resolve("data/faces/verify.bin"),
                        step,
                        Instant.now(),
                        VerificationFigures.of(folds, roc, 0),
                        null),
                PairScores.of(scores, same));
    }
}
