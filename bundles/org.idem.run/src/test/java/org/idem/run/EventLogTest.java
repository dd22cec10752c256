package org.idem.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.idem.run.RunEvent.Handling;
import org.idem.run.RunEvent.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
    private static final RunEvent FIRST = new RunEvent(
            17,
            Instant.parse("2026-01-31T14:15:00Z"),
            Kind.GRADIENT_NOT_FINITE,
            "features.layers.3.bias",
            "line one\nline \"two\"",
            Handling.SKIPPED);
    private static final RunEvent SECOND =
            new RunEvent(40, Instant.parse("2026-01-31T14:16:00Z"), Kind.LOSS_FLAT, null, "flat", Handling.WARNED);

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("events.jsonl");
    }

    @Test
    void whatIsAddedIsRead() throws Exception {
        EventLog events = new EventLog(file());
        assertEquals(List.of(), events.read());
        assertEquals(0, events.bytes());
        events.add(FIRST);
        events.add(SECOND);
        assertEquals(List.of(FIRST, SECOND), events.read());
        assertEquals(2, Files.readAllLines(file()).size());
        assertEquals(Files.size(file()), events.bytes());
    }

    @Test
    void aTornLineIsPassedOverAndTheNextOneStandsAlone() throws Exception {
        EventLog events = new EventLog(file());
        events.add(FIRST);
        byte[] half = {'{', '"', 's', (byte) 0xC3};
        Files.write(file(), half, StandardOpenOption.APPEND);
        assertEquals(List.of(FIRST), events.read());
        events.add(SECOND);
        assertEquals(List.of(FIRST, SECOND), events.read());
    }

    @Test
    void whatOnlyLaterVersionsKnowIsPassedOver() throws Exception {
        EventLog events = new EventLog(file());
        events.add(FIRST);
        String later = Files.readString(file()).replace("GRADIENT_NOT_FINITE", "SOMETHING_NEW");
        Files.writeString(file(), later, StandardOpenOption.APPEND);
        Files.writeString(file(), "[1]\n\nnull\n", StandardOpenOption.APPEND);
        events.add(SECOND);
        assertEquals(List.of(FIRST, SECOND), events.read());
    }

    @Test
    void aRunKnowsItsEvents() {
        RunDirectory run = RunDirectory.create(folder, "one", java.time.Clock.systemUTC());
        run.events().add(SECOND);
        assertEquals(List.of(SECOND), RunDirectory.open(run.path()).events().read());
        assertTrue(Files.exists(run.path().resolve("events.jsonl")));
    }
}
