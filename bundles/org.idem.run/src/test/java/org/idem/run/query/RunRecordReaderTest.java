package org.idem.run.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.idem.run.MetricLog;
import org.idem.run.RunDirectory;
import org.idem.run.RunLabels;
import org.idem.run.RunStatus;
import org.idem.run.TrainingProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a table says of runs, and that it is what their files say now. */
class RunRecordReaderTest {
    private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration ALL = Duration.ofDays(1);

    @TempDir
    Path folder;

    private RunDirectory run(int number) {
        RunDirectory run = RunDirectory.create(
                folder.resolve("runs"), "run-" + number, Clock.fixed(BEGAN.plusSeconds(number), ZoneOffset.UTC));
        run.writeConfig("LRScheduler:\n  learning_rate: 0." + (1 + number % 9) + "\nModel:\n  name: A\n", Map.of());
        run.writeEnvironment(Map.of("device", "cpu", "workers", 2));
        try (MetricLog.Writer writer = run.openMetrics()) {
            for (int step = 1; step <= 200; step++) {
                writer.add(step, step, Map.of("train/loss", 10.0 - step / 100.0, "eval/x/accuracy", step / 200.0));
            }
        }
        Instant began = BEGAN.plusSeconds(number);
        run.writeStatus(RunStatus.starting(began)
                .withProgress(new TrainingProgress(200, 200, 1, 1, 0, 10), began)
                .with(RunStatus.State.DONE, "", began));
        return run;
    }

    private RunRecordReader reader() {
        return new RunRecordReader(folder, Clock.systemUTC());
    }

    /** As if nobody had touched the runs for an hour. */
    private void settle() throws IOException {
        FileTime then = FileTime.from(Instant.now().minusSeconds(3600));
        try (var all = Files.walk(folder)) {
            for (Path one : all.toList()) {
                Files.setLastModifiedTime(one, then);
            }
        }
    }

    @Test
    void aRecordSaysWhatTheFilesSay() {
        RunDirectory run = run(1);
        RunLabels.read(run).with("good").withStyle(7).write(run);
        RunRecord record = reader().readAll().get(0);
        RunRecord.Details details = record.details();
        assertEquals("0.2", details.config().get("LRScheduler.learning_rate"));
        assertEquals("cpu × 2", details.device());
        assertEquals(new MetricFigures(8, 8, 9.99, 8, 200), details.metrics().get("train/loss"));
        assertEquals(1, details.metrics().get("eval/x/accuracy").best());
        assertEquals(Set.of("good"), record.labels().tags());
        assertEquals(7, record.labels().style());
        assertTrue(
                details.loss().size() > 30 && details.loss().size() <= 64,
                "" + details.loss().size());
        assertTrue(details.loss().value(0) > details.loss().value(details.loss().size() - 1));
        assertTrue(RunQuery.parse("lr<0.25 and loss.best<9 and tag:good and state=done")
                .matches(new RunColumns(record)));
        assertFalse(RunQuery.parse("accuracy.best>3 or nothing=1").matches(new RunColumns(record)));
    }

    @Test
    void namesComeFirstAndDetailsWithinTheTimeGiven() {
        run(1);
        run(2);
        run(3);
        RunRecordReader reader = reader();
        List<RunRecord> first = reader.scan(Duration.ZERO);
        assertEquals(3, first.size());
        assertFalse(reader.isComplete());
        assertEquals(
                List.of(false, true, true),
                first.stream()
                        .map(one -> one.details().equals(RunRecord.Details.NONE))
                        .toList());
        reader.scan(ALL);
        assertTrue(reader.isComplete());
    }

    @Test
    void whatIsAddedToALogIsFollowedAndWhatAResumedTrainerSupersedesIsGone() {
        RunDirectory run = run(1);
        RunRecordReader reader = reader();
        reader.readAll();
        try (MetricLog.Writer writer = run.openMetrics()) {
            writer.add(201, 201, Map.of("train/loss", 0.5));
        }
        MetricFigures grown = reader.readAll().get(0).details().metrics().get("train/loss");
        assertEquals(new MetricFigures(0.5, 0.5, 9.99, 0.5, 201), grown);
        try (MetricLog.Writer writer = run.openMetrics()) {
            writer.truncateAfter(100);
            writer.add(101, 300, Map.of("train/loss", 20.0));
        }
        MetricFigures resumed = reader.readAll().get(0).details().metrics().get("train/loss");
        assertEquals(new MetricFigures(20, 9, 20, 9, 101), resumed);
    }

    @Test
    void anUnchangedRunIsTheSameRecord() throws IOException {
        run(1);
        settle();
        RunRecordReader reader = reader();
        RunRecord before = reader.readAll().get(0);
        assertTrue(before == reader.readAll().get(0));
    }

    @Test
    void manyRunsAreKeptForALaterSessionAndNotBelievedOnceTheirFilesAreOthers() throws IOException {
        for (int i = 0; i < 100; i++) {
            run(i);
        }
        settle();
        List<RunRecord> read = reader().readAll();
        Path kept = folder.resolve(".idem/runs.cache");
        assertTrue(Files.isRegularFile(kept));
        List<RunRecord> opened = reader().scan(Duration.ZERO);
        assertEquals(read, opened);
        assertNotEquals(Map.of(), opened.get(99).details().config(), "details are there at once");
        // Written over in place, which changes no folder.
        RunDirectory changed = opened.get(5).run();
        Files.writeString(changed.configFile(), "Model:\n  name: B\n");
        RunRecord now = reader().scan(ALL).get(5);
        assertEquals(Map.of("Model.name", "B"), now.details().config());
        assertEquals(read.get(6), reader().scan(ALL).get(6));
    }

    @Test
    void aDamagedFileOfKeptRunsIsPassedOver() throws IOException {
        for (int i = 0; i < 100; i++) {
            run(i);
        }
        settle();
        List<RunRecord> read = reader().readAll();
        Path kept = folder.resolve(".idem/runs.cache");
        byte[] bytes = Files.readAllBytes(kept);
        for (int at = 0; at < bytes.length; at += bytes.length / 40 + 1) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 0x41;
            Files.write(kept, damaged);
            assertEquals(100, reader().scan(Duration.ZERO).size());
        }
        Files.write(kept, new byte[0]);
        assertEquals(read, reader().readAll());
    }

    @Test
    void aRunThatGoesAwayIsGoneAndOneThatComesIsThere() throws IOException {
        RunDirectory one = run(1);
        run(2);
        RunRecordReader reader = reader();
        assertEquals(2, reader.readAll().size());
        Files.move(one.path(), folder.resolve("elsewhere"));
        run(3);
        assertEquals(
                Set.of("elsewhere", "20260101-000002-run-2", "20260101-000003-run-3"),
                Set.copyOf(reader.readAll().stream()
                        .map(record -> record.run().name())
                        .toList()));
    }
}
