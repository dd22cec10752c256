package org.idem.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.idem.core.InputException;
import org.idem.metrics.PairCounts;
import org.idem.metrics.TarAtFarRow;
import org.idem.metrics.VerificationFigures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
    private static final Instant NOW = Instant.parse("2026-01-31T14:15:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    private Path runs;

    @Test
    void namesSayWhenAndWhatAndDoNotCollide() {
        assertEquals(
                "20260131-141500-quick",
                RunDirectory.create(runs, "quick", CLOCK).name());
        assertEquals(
                "20260131-141500-quick-2",
                RunDirectory.create(runs, "quick", CLOCK).name());
        assertEquals(
                "20260131-141500-quick-3",
                RunDirectory.create(runs, "quick", CLOCK).name());
        assertEquals(
                "20260131-141500-a-b-c",
                RunDirectory.create(runs, "../a b/c.", CLOCK).name());
        assertEquals("20260131-141500", RunDirectory.create(runs, "", CLOCK).name());
    }

    @Test
    void theShortNameIsEnoughUnlessTwoRunsHaveIt() {
        RunDirectory slow = RunDirectory.create(runs, "slow", CLOCK);
        RunDirectory quick = RunDirectory.create(runs, "quick", CLOCK);
        RunDirectory later = RunDirectory.create(runs, "quick", Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC));
        assertEquals("slow", slow.nameAmong(List.of(slow, quick, later)));
        assertEquals("20260131-141500-quick", quick.nameAmong(List.of(slow, quick, later)));
        assertEquals("quick", quick.nameAmong(List.of(slow, quick)));
    }

    @Test
    void statusComesBackAsWritten() {
        RunDirectory run = RunDirectory.create(runs, "x", CLOCK);
        assertEquals(RunStatus.State.STARTING, run.status().state());
        RunStatus status = new RunStatus(
                RunStatus.State.RUNNING,
                new Heartbeat(7, "h", NOW, NOW),
                new TrainingProgress(3, 9, 1, 2, Double.NaN, 12.5),
                "é \"q\"");
        run.writeStatus(status);
        assertEquals(status, RunDirectory.open(run.path()).status());
    }

    @Test
    void statusFileIsFlat() throws IOException {
        RunDirectory run = RunDirectory.create(runs, "x", CLOCK);
        run.writeStatus(new RunStatus(
                RunStatus.State.RUNNING,
                new Heartbeat(7, "h", Instant.EPOCH, Instant.ofEpochSecond(5)),
                new TrainingProgress(3, 9, 1, 2, 4.5, 12.5),
                "m"));
        assertEquals(
                "{state=RUNNING, pid=7, host=h, started=1970-01-01T00:00:00Z, heartbeat=1970-01-01T00:00:05Z, step=3,"
                        + " total_steps=9, epoch=1, epochs=2, eta_seconds=4.5, images_per_second=12.5, message=m}",
                Json.MAPPER
                        .readValue(run.path().resolve("status.json").toFile(), LinkedHashMap.class)
                        .toString());
    }

    @Test
    void stopIsAFile() {
        RunDirectory run = RunDirectory.create(runs, "x", CLOCK);
        assertFalse(run.stopRequested());
        run.requestStop();
        assertTrue(Files.exists(run.path().resolve("stop")));
        assertTrue(run.stopRequested());
        run.clearStop();
        run.clearStop();
        assertFalse(run.stopRequested());
    }

    @Test
    void configTellsOverrides() throws IOException {
        RunDirectory run = RunDirectory.create(runs, "x", CLOCK);
        run.writeConfig("Global:\n  seed: 3\n", Map.of("Global.seed", "override", "Global.epochs", "default"));
        assertEquals(
                "# override: Global.seed\nGlobal:\n  seed: 3\n",
                Files.readString(run.configFile(), StandardCharsets.UTF_8));
        run.writeEnvironment(Map.of("cores", 2, "gpus", List.of()));
        assertEquals(Map.of("cores", 2, "gpus", List.of()), run.environment());
    }

    @Test
    void whatIsNoRunIsRefused() {
        assertThrows(InputException.class, () -> RunDirectory.open(runs));
        assertThrows(InputException.class, () -> RunDirectory.open(runs.resolve("none")));
    }

    @Test
    void indexListsTheNewestFirstWithLastValues() {
        RunCatalog index = new RunCatalog(runs);
        assertEquals(List.of(), new RunCatalog(runs.resolve("missing")).scan());
        RunDirectory old = RunDirectory.create(runs, "old", CLOCK);
        RunDirectory later = RunDirectory.create(runs, "later", Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC));
        try (MetricLog.Writer writer = old.openMetrics()) {
            writer.add(1, 0, Map.of("train/loss", 2.0));
            writer.add(2, 0, Map.of("train/loss", 1.0, "eval/v/accuracy", 0.75));
        }
        List<RunSummary> summaries = index.scan();
        assertEquals(
                List.of(later, old), summaries.stream().map(RunSummary::run).toList());
        assertEquals(
                Map.of("train/loss", 1.0, "eval/v/accuracy", 0.75),
                summaries.get(1).lastMetrics());
        old.writeStatus(old.status().with(RunStatus.State.DONE, "Done", NOW));
        assertEquals(RunStatus.State.DONE, index.scan().get(1).status().state());
    }

    @Test
    void evaluationsWithScores() {
        RunDirectory run = RunDirectory.create(runs, "x", CLOCK);
        TarAtFarRow row = new TarAtFarRow(1e-3, 0.5, 0.25, 0.4, 0.6, 3, 3000);
        float[] scores = {0.5f, -0.25f, 1};
        boolean[] same = {true, false, true};
        for (long step : new long[] {200, 100}) {
            VerificationFigures figures = new VerificationFigures(
                    0.9, 0.01, 0.25, 0.95, Double.NaN, new PairCounts(6000, 3000, 3000, 0), List.of(row));
            Evaluation evaluation = new Evaluation("lfw", Path.of("sets/lfw.bin"), step, NOW, figures, null);
            Evaluation written = EvaluationStore.write(run, evaluation, PairScores.of(scores, same));
            assertArrayEquals(scores, EvaluationStore.scores(written).cosines());
        }
        List<Evaluation> read = EvaluationStore.read(run);
        assertEquals(List.of(100L, 200L), read.stream().map(Evaluation::step).toList());
        assertEquals(List.of(row), read.get(0).table());
        assertTrue(Double.isNaN(read.get(0).eer()));
        assertArrayEquals(scores, EvaluationStore.scores(read.get(1)).cosines());
        assertArrayEquals(same, EvaluationStore.scores(read.get(1)).same());
    }

    @Test
    void aSetOfTheSameNameTakesNoPlaceFromAnother() {
        RunDirectory run = RunDirectory.create(runs, "x", CLOCK);
        for (String file : new String[] {"mine/verify.bin", "theirs/verify.bin", "./mine/verify.bin"}) {
            Evaluation evaluation = new Evaluation("verify", Path.of(file), 100, NOW, figures(), null);
            EvaluationStore.write(run, evaluation, PairScores.of(new float[] {1}, new boolean[] {true}));
        }
        assertEquals(
                List.of("./mine/verify.bin", "theirs/verify.bin"),
                EvaluationStore.read(run).stream()
                        .map(evaluation -> evaluation.file().toString())
                        .sorted()
                        .toList());
        assertEquals(List.of("verify", "verify-2"), namesAt(run, 100));
        Evaluation later = new Evaluation("verify", Path.of("theirs/verify.bin"), 200, NOW, figures(), null);
        EvaluationStore.write(run, later);
        assertEquals(List.of("verify-2"), namesAt(run, 200), "a name stays with its file from step to step");
    }

    private static VerificationFigures figures() {
        return new VerificationFigures(0.9, 0.01, 0.25, 0.95, 0.1, PairCounts.uncounted(1), List.of());
    }

    private static List<String> namesAt(RunDirectory run, long step) {
        return EvaluationStore.read(run).stream()
                .filter(evaluation -> evaluation.step() == step)
                .map(Evaluation::set)
                .toList();
    }

    @Test
    void npyHeaderIsAligned() throws IOException {
        Path file = runs.resolve("a.npy");
        Npy.write(file, new float[100_000]);
        byte[] bytes = Files.readAllBytes(file);
        int header = 10 + (bytes[8] & 0xff) + ((bytes[9] & 0xff) << 8);
        assertEquals(0, header % 64);
        assertEquals(header + 400_000, bytes.length);
        assertEquals(100_000, Npy.readFloats(file).length);
        assertThrows(java.io.UncheckedIOException.class, () -> Npy.readBooleans(file));
    }

    @Test
    void whatWasLeftOfARunThatWasNeverMadeIsListed() throws IOException {
        Path left = Files.createDirectories(runs.resolve("left/20260131-120000-interrupted"));
        Files.createDirectory(left.resolve("metrics"));
        Files.writeString(left.resolve(".status.json.1f.part"), "");
        Files.createDirectory(runs.resolve("left/other"));
        List<RunSummary> all = new RunCatalog(runs.resolve("left")).scan();
        assertEquals(1, all.size());
        RunDirectory run = all.get(0).run();
        assertEquals("20260131-120000-interrupted", run.name());
        assertEquals(RunStatus.LiveState.CRASHED, run.live(Clock.systemUTC()));
    }
}
