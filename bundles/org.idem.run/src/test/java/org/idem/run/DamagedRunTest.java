package org.idem.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.idem.core.AtomicFiles;
import org.idem.core.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in a run's folder is believed only as far as it can be checked, and one bad file hides no other. */
class DamagedRunTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    private Path runs;

    private RunDirectory run;

    @BeforeEach
    void create() {
        run = RunDirectory.create(runs, "good", CLOCK);
    }

    private void status(String text) throws IOException {
        Files.writeString(run.path().resolve("status.json"), text);
    }

    private Path log() {
        return run.path().resolve("metrics").resolve(MetricLog.FILE);
    }

    private static byte[] frame(byte... payload) {
        CRC32C crc = new CRC32C();
        crc.update(payload);
        return ByteBuffer.allocate(payload.length + 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(payload.length)
                .put(payload)
                .putInt((int) crc.getValue())
                .array();
    }

    private static byte[] row(long step, int tag, double value) {
        return frame(ByteBuffer.allocate(27)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MetricLog.ROW)
                .putLong(step)
                .putDouble(0)
                .putShort((short) tag)
                .putDouble(value)
                .array());
    }

    private void append(byte[] bytes) throws IOException {
        Files.write(log(), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private double[] losses() {
        return run.metrics().read("loss").values();
    }

    private void train(int from, int to) {
        try (MetricLog.Writer writer = run.openMetrics()) {
            for (int step = from; step <= to; step++) {
                writer.add(step, step, Map.of("loss", (double) step));
            }
        }
    }

    @Test
    void aStateOfALaterVersionStopsNoList() throws IOException {
        RunDirectory other = RunDirectory.create(runs, "other", CLOCK);
        status("{\"state\": \"PAUSED\", \"step\": 7}");
        List<RunSummary> all = new RunCatalog(runs).scan();
        assertEquals(2, all.size());
        assertEquals(RunStatus.State.UNKNOWN, run.status().state());
        assertEquals(7, run.status().progress().step());
        assertTrue(run.status().message().contains("PAUSED"), run.status().message());
        assertEquals(RunStatus.LiveState.UNKNOWN, run.live(CLOCK));
        assertEquals(RunStatus.State.STARTING, other.status().state());
    }

    @Test
    void aBrokenStatusSaysSoAndStopsNoList() throws IOException {
        for (String text : List.of(
                "", "{", "[]", "7", "\"x\"", "{\"state\": 3}", "{\"host\": {}}", "\u0000\u0001", "[".repeat(5000))) {
            status(text);
            assertEquals(1, new RunCatalog(runs).scan().size(), text);
            assertEquals(RunStatus.LiveState.UNKNOWN, run.live(CLOCK), text);
            assertFalse(run.status().message().isEmpty());
        }
    }

    @Test
    void datesAndNumbersBeyondMeasureAreNotBelieved() throws IOException {
        for (String when : List.of("+1000000000-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z", "soon", "")) {
            status("{\"state\":\"RUNNING\",\"pid\":99999999999999,\"heartbeat\":\"" + when + "\",\"started\":\"" + when
                    + "\",\"step\":-5,\"total_steps\":1e300,\"epoch\":1e10,\"eta_seconds\":-1e308,"
                    + "\"images_per_second\":1e999}");
            assertFalse(run.live(Clock.systemUTC()).isAlive()
                    && run.live(Clock.systemUTC()) != RunStatus.LiveState.STALLED);
            RunStatus status = run.status();
            assertTrue(status.progress().fraction() >= 0 && status.progress().fraction() <= 1);
            assertTrue(status.progress().step() >= 0 && status.progress().epoch() >= 0);
            assertTrue(Double.isNaN(status.progress().etaSeconds())
                    && Double.isNaN(status.progress().imagesPerSecond()));
        }
    }

    @Test
    void aPipeInPlaceOfAFileIsNotWaitedFor() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "needs mkfifo");
        for (String name : List.of(
                "status.json",
                "metrics/last.json",
                "metrics/log.bin",
                "events.jsonl",
                "environment.json",
                "config.yaml",
                "eval/lfw-0000000001.json",
                "checkpoints/best.json")) {
            Path file = run.path().resolve(name);
            Files.deleteIfExists(file);
            assertEquals(
                    0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> RunReaders.readAll(run), name);
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> new RunCatalog(runs).scan(), name);
        }
    }

    @Test
    void rowsOfTagsThatWereNeverNamedAreLeftOut() throws IOException {
        train(1, 2);
        append(row(3, 900, 1));
        append(frame(MetricLog.ROW, (byte) 1));
        append(frame(MetricLog.TAG));
        append(frame(MetricLog.SEGMENT, (byte) 1));
        append(frame((byte) 77, (byte) 1, (byte) 2));
        append(row(4, 0, 4));
        assertArrayEquals(new double[] {1, 2, 4}, losses());
        train(5, 5);
        assertArrayEquals(new double[] {1, 2, 4, 5}, losses());
    }

    @Test
    void aNameThatWasLostTakesNoOtherNamesNumber() throws IOException {
        byte[] name = "\u0002\u0001\u0000acc".getBytes(StandardCharsets.ISO_8859_1);
        name[0] = MetricLog.TAG;
        append(frame(name));
        append(row(1, 1, 0.5));
        assertEquals(List.of("acc"), List.copyOf(run.metrics().tags()));
        train(2, 2);
        assertArrayEquals(new double[] {0.5}, run.metrics().read("acc").values());
        assertArrayEquals(new double[] {2}, losses());
    }

    @Test
    void oneDamagedRowHidesNoneAfterIt() throws IOException {
        train(1, 50);
        byte[] bytes = Files.readAllBytes(log());
        int size = row(1, 0, 0).length;
        bytes[bytes.length - 20 * size + 9] ^= 0x40;
        bytes[bytes.length - 10 * size] ^= 0x7F;
        Files.write(log(), bytes);
        assertEquals(48, losses().length);
        train(51, 60);
        assertEquals(58, losses().length, "what follows a damaged row is not cut off by the next trainer");
    }

    @Test
    void aTornTailIsCutOffByTheNextTrainer() throws IOException {
        train(1, 3);
        byte[] torn = row(4, 0, 4);
        append(Arrays.copyOf(torn, 13));
        append(new byte[4096]);
        assertEquals(3, losses().length);
        train(4, 5);
        assertArrayEquals(new double[] {1, 2, 3, 4, 5}, losses());
    }

    @Test
    void lastValuesAreRebuiltFromTheLog() throws IOException {
        train(1, 3);
        Path last = run.path().resolve("metrics").resolve(MetricLog.LAST);
        for (String text : List.of("", "{", "[]", "{\"loss\": 4}", "{\"loss\": {\"step\": \"x\"}}", "null")) {
            Files.writeString(last, text);
            assertEquals(Map.of("loss", 3.0), run.lastMetrics(), text);
            assertEquals(3.0, new RunCatalog(runs).scan().get(0).lastMetrics().get("loss"));
        }
        Files.delete(last);
        assertEquals(Map.of("loss", 3.0), run.lastMetrics());
        Files.writeString(last, "{\"loss\": {\"step\": 9, \"value\": 77}}");
        train(4, 4);
        assertEquals(Map.of("loss", 4.0), run.lastMetrics(), "a trainer trusts the log alone");
    }

    @Test
    void aFileThatIsTooLongToBeAStatusIsNotRead() throws IOException {
        status("{\"state\":\"DONE\",\"message\":\"" + "x".repeat(40_000_000) + "\"}");
        assertEquals(RunStatus.State.UNKNOWN, run.status().state());
    }

    @Test
    void aRemovedRunIsNotMadeAnew() {
        AtomicFiles.deleteTree(run.path());
        assertEquals(RunStatus.LiveState.UNKNOWN, run.live(CLOCK));
        assertTrue(run.status().message().contains("gone"), run.status().message());
        assertThrows(InputException.class, () -> run.writeStatus(RunStatus.prepared(NOW)));
        assertThrows(InputException.class, run::requestStop);
        assertThrows(InputException.class, run::openMetrics);
        assertFalse(Files.exists(run.path()));
        assertEquals(List.of(), new RunCatalog(runs).scan());
    }

    @Test
    void whatAKilledWriterLeftIsClearedByTheNext() throws IOException {
        List<Path> left = List.of(
                run.path().resolve(".status.json.1a2b.part"),
                run.path().resolve("metrics/.last.json.1a2b.part"),
                run.eval().resolve(".lfw-0000000001.scores.npy.1a2b.part"));
        for (Path file : left) {
            Files.writeString(file, "half");
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
        }
        Path fresh = Files.writeString(run.eval().resolve(".lfw-0000000002.json.77.part"), "being written");
        Path own = Files.writeString(run.path().resolve("notes.part"), "the user's");
        assertEquals(List.of(), EvaluationStore.read(run));
        run.openMetrics().close();
        left.forEach(file -> assertFalse(Files.exists(file), file.toString()));
        assertTrue(Files.exists(fresh) && Files.exists(own));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "\u0000", "{\"step\":\"x\"}", "null"})
    void aDamagedMarkOfTheBestCheckpointStopsNobody(String text) throws IOException {
        CheckpointStore store = new CheckpointStore(run.checkpoints());
        for (long step = 1; step <= 4; step++) {
            store.commit(store.stage(step), step);
        }
        Files.writeString(run.checkpoints().resolve("best.json"), text);
        assertTrue(Double.isNaN(store.bestValue()));
        assertEquals(Optional.empty(), store.best());
        assertEquals(4, Long.parseLong(store.resolve("best").getFileName().toString()));
        store.prune(1, one -> false);
        store.markBest(2, "accuracy", 0.5);
        store.prune(1, one -> false);
        List<Long> left = store.list().stream().map(CheckpointInfo::step).toList();
        assertTrue(left.contains(4L), left::toString);
        assertEquals(0.5, store.bestValue());
    }

    /** Moving each value past all others would take hours. */
    @Test
    void aLogInAnyOrderIsReadInTime() throws IOException {
        int rows = 300_000;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(frame(MetricLog.TAG, (byte) 7, (byte) 0, (byte) 'x'));
        for (int i = rows; i > 0; i--) {
            bytes.writeBytes(row(i, 7, i));
        }
        Files.write(log(), bytes.toByteArray());
        MetricSeries series =
                assertTimeoutPreemptively(Duration.ofSeconds(60), () -> new MetricLog(log().getParent()).read("x"));
        assertEquals(rows, series.size());
        for (int i = 0; i < rows; i++) {
            assertEquals(i + 1, series.steps()[i]);
            assertEquals(i + 1, series.values()[i]);
        }
    }
}
