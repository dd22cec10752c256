package org.idem.run.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.idem.run.Heartbeat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StampedLogTest {
    private static final String TEXT =
            """
            Native words before the first line
            [2026/05/04 10:00:00] idem INFO: begin
            [2026/05/04 10:00:10] idem INFO: größer
            \tat a.b.C
            [2026/99/04 10:00:10] no moment
            [2026/05/04 10:00:20] idem INFO: end
            """;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("train.log");
        Files.writeString(file, TEXT);
    }

    private static Heartbeat heartbeat(String started, String ended) {
        return new Heartbeat(1, "host", Instant.parse(started), Instant.parse(ended));
    }

    private String at(String moment, ZoneId here, Heartbeat heartbeat) {
        StampedLog log = new StampedLog(file, here);
        log.poll();
        return log.textAt(Instant.parse(moment), heartbeat);
    }

    @Test
    void endsWhereItEndedThen() {
        Heartbeat heartbeat = heartbeat("2026-05-04T09:59:58Z", "2026-05-04T10:00:21Z");
        assertEquals("Native words before the first line\n", at("2026-05-04T09:00:00Z", ZoneOffset.UTC, heartbeat));
        assertEquals(
                TEXT.substring(0, TEXT.indexOf("[2026/05/04 10:00:10]")),
                at("2026-05-04T10:00:09Z", ZoneOffset.UTC, heartbeat));
        assertEquals(
                TEXT.substring(0, TEXT.indexOf("[2026/05/04 10:00:20]")),
                at("2026-05-04T10:00:10Z", ZoneOffset.UTC, heartbeat));
        assertEquals(TEXT, at("2026-05-04T10:00:20Z", ZoneOffset.UTC, heartbeat));
    }

    @Test
    void theTrainersClockMayBeOfAnotherZone() {
        Heartbeat heartbeat = heartbeat("2026-05-04T04:29:58Z", "2026-05-04T04:30:21Z");
        String then = at("2026-05-04T04:30:12Z", ZoneOffset.UTC, heartbeat);
        assertTrue(then.endsWith("no moment\n"), then);
    }

    @Test
    void aLogWithoutMomentsIsThereAsAWhole() throws IOException {
        Files.writeString(file, "one\ntwo\n");
        assertEquals(
                "one\ntwo\n",
                at("2000-01-01T00:00:00Z", ZoneOffset.UTC, heartbeat("2026-05-04T04:29:58Z", "2026-05-04T04:30:21Z")));
        Files.delete(file);
        assertEquals(
                "",
                at("2000-01-01T00:00:00Z", ZoneOffset.UTC, heartbeat("2026-05-04T04:29:58Z", "2026-05-04T04:30:21Z")));
    }

    @Test
    void followsWhatIsAddedInHalfLines() throws IOException {
        Heartbeat heartbeat = heartbeat("2026-05-04T09:59:58Z", "2026-05-04T10:00:41Z");
        StampedLog log = new StampedLog(file, ZoneOffset.UTC);
        log.poll();
        Files.writeString(file, "[2026/05/04 10:0", StandardOpenOption.APPEND);
        log.poll();
        assertEquals(TEXT, log.textAt(Instant.parse("2026-05-04T10:00:50Z"), heartbeat));
        Files.writeString(file, "0:40] idem INFO: late\n", StandardOpenOption.APPEND);
        log.poll();
        assertEquals(TEXT, log.textAt(Instant.parse("2026-05-04T10:00:39Z"), heartbeat));
        assertTrue(log.textAt(Instant.parse("2026-05-04T10:00:40Z"), heartbeat).endsWith("late\n"));
    }

    @Test
    void ofALongLogTheEndIsEnough() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 9000; i++) {
            text.append("[2026/05/04 10:")
                    .append(String.format(java.util.Locale.ROOT, "%02d:%02d", i / 60 % 60, i % 60));
            text.append("] line ").append(i).append('\n');
        }
        Files.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
        Heartbeat heartbeat = heartbeat("2026-05-04T09:59:58Z", "2026-05-04T10:59:59Z");
        String then = at("2026-05-04T10:50:00Z", ZoneOffset.UTC, heartbeat);
        assertTrue(
                then.startsWith("[2026/05/04 10:") && then.endsWith("line 3000\n"), then.substring(then.length() - 40));
        assertTrue(then.length() <= 1 << 16, then.length() + " characters");
    }
}
