package org.idem.bench.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.idem.config.reader.ConfigReader;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.fuzz.FuzzTarget;
import org.idem.launch.Launcher;
import org.idem.launch.LiveText;
import org.idem.metrics.PairCounts;
import org.idem.metrics.TarAtFarRow;
import org.idem.metrics.VerificationFigures;
import org.idem.report.ReportWriter;
import org.idem.run.CheckpointStore;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.run.Heartbeat;
import org.idem.run.LaunchedProcess;
import org.idem.run.MetricHistory;
import org.idem.run.MetricLog;
import org.idem.run.PairScores;
import org.idem.run.RunCatalog;
import org.idem.run.RunDirectory;
import org.idem.run.RunEvent;
import org.idem.run.RunLabels;
import org.idem.run.RunStatus;
import org.idem.run.TrainingProgress;
import org.idem.run.query.RunColumns;
import org.idem.run.query.RunQuery;
import org.idem.verify.EvaluatedPairs;
import org.idem.watch.RecordedRun;

/** The readers of run directories: status, metrics, events, checkpoints, evaluations, and what is made of all of them. */
final class RunTargets {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-31T14:15:00Z"), ZoneOffset.UTC);

    private RunTargets() {}

    static Stream<FuzzTarget> all() {
        Map<String, byte[]> run = SampleFiles.writtenInto(RunTargets::write);
        return Stream.of(
                new FuzzTarget("run", run, DOCUMENTED, RunTargets::view),
                new FuzzTarget("run-report", run, DOCUMENTED, RunTargets::report),
                new FuzzTarget("run-resumed", run, DOCUMENTED, RunTargets::resume));
    }

    private static final List<Class<? extends Exception>> DOCUMENTED =
            List.of(InputException.class, UncheckedIOException.class);

    private static void write(Path folder) {
        RunDirectory run = RunDirectory.create(folder, "sample", CLOCK);
        run.writeConfig(
                ConfigReader.parse(Path.of("config.yaml"), ConfigTargets.SMALL, List.of())
                        .effectiveYaml(),
                Map.of("Global.epochs", "override"));
        run.writeEnvironment(Map.of("cores", 2, "libraries", Map.of("a", "1"), "identities", 40));
        try (MetricLog.Writer writer = run.openMetrics()) {
            for (int step = 1; step < 60; step++) {
                writer.add(step, step, Map.of("train/loss", 1.0 / step, "train/lr", 0.1));
            }
        }
        run.events()
                .add(new RunEvent(3, CLOCK.instant(), RunEvent.Kind.LOSS_FLAT, "", "flat", RunEvent.Handling.WARNED));
        RunLabels.read(run).with("good").withNote("Two words").write(run);
        run.writeLaunched(LaunchedProcess.here(1, CLOCK.instant()));
        evaluate(run);
        new CheckpointStore(run.checkpoints()).markBest(10, "accuracy", 0.9);
        Heartbeat heartbeat = new Heartbeat(1, "box", CLOCK.instant(), CLOCK.instant());
        TrainingProgress progress = new TrainingProgress(60, 60, 2, 2, 0, 41.5);
        run.writeStatus(new RunStatus(RunStatus.State.DONE, heartbeat, progress, "Finished"));
    }

    private static void evaluate(RunDirectory run) {
        TarAtFarRow row = new TarAtFarRow(1e-3, 0.5, 0.25, 0.4, 0.6, 3, 3000);
        VerificationFigures figures =
                new VerificationFigures(0.9, 0.01, 0.25, 0.95, 0.1, new PairCounts(3, 2, 1, 0), List.of(row));
        Evaluation evaluation = new Evaluation("lfw", Path.of("sets/lfw.bin"), 10, CLOCK.instant(), figures, null);
        PairScores scores =
                new PairScores(new int[] {0, 2, 5}, new float[] {0.5f, -0.25f, 1}, new boolean[] {true, false, true});
        EvaluationStore.write(run, evaluation, scores);
    }

    /** The one folder in it; none once a damage took the run's name away. */
    private static RunDirectory only(Path folder) throws IOException {
        try (Stream<Path> runs = Files.list(folder)) {
            return RunDirectory.open(runs.findFirst().orElseThrow());
        }
    }

    private static void view(Path folder) throws IOException {
        RunDirectory run = only(folder);
        run.status();
        run.live(CLOCK);
        run.lastMetrics();
        run.environment();
        MetricHistory history = new MetricHistory(run.metrics());
        history.poll();
        history.tags().forEach(history::series);
        new RecordedRun(run, history).events();
        RunColumns columns = new RunColumns(RunCatalog.summary(run), CLOCK);
        columns.metrics();
        RunQuery.parse("lr<1 and note~x or tag:good or loss.best>3").matches(columns);
        for (Evaluation evaluation : EvaluationStore.read(run)) {
            EvaluatedPairs.read(evaluation).ifPresent(pairs -> pairs.hardest(4));
        }
        CheckpointStore checkpoints = new CheckpointStore(run.checkpoints());
        checkpoints.list();
        checkpoints.best();
        checkpoints.bestValue();
        LiveText.trainer(run, CLOCK);
        Launcher.canResume(run);
        if (new RunCatalog(folder).scan().size() != 1) {
            throw new IllegalStateException("the run is not found any more");
        }
    }

    private static void report(Path folder) throws IOException {
        Path file = folder.resolve("report.html");
        try {
            ReportWriter.write(only(folder), file, Progress.NONE);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** What a trainer does first when it takes a run over; whoever it was that damaged a file, it goes on. */
    private static void resume(Path folder) throws IOException {
        RunDirectory run = only(folder);
        CheckpointStore checkpoints = new CheckpointStore(run.checkpoints());
        checkpoints.recover();
        checkpoints.prune(1, one -> false);
        run.openMetrics().close();
        run.events()
                .add(new RunEvent(3, CLOCK.instant(), RunEvent.Kind.LOSS_FLAT, "", "flat", RunEvent.Handling.WARNED));
    }
}
