package org.idem.ui.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.idem.run.RunDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evaluations are parsed when their folder has changed, and only those of that run. */
class EvaluationCacheTest {
    private static final Instant LONG_AGO = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path folder;

    private final List<String> parsed = new ArrayList<>();
    private final EvaluationCache cache = new EvaluationCache(evaluations -> {
        parsed.add(RunDirectory.open(evaluations.getParent()).name());
        return List.of();
    });

    @Test
    void whatHasNotChangedIsNotParsedAgain() throws IOException {
        RunDirectory one = run("one");
        RunDirectory other = run("other");
        for (int reading = 0; reading < 5; reading++) {
            cache.read(one.eval());
            cache.read(other.eval());
        }
        assertEquals(List.of(one.name(), other.name()), parsed);
        age(one, LONG_AGO.plusSeconds(60));
        cache.read(one.eval());
        cache.read(other.eval());
        assertEquals(List.of(one.name(), other.name(), one.name()), parsed);
    }

    @Test
    void aFolderThatMayChangeWithinTheSameTickIsReadAgain() throws IOException {
        RunDirectory fresh = run("fresh");
        age(fresh, Instant.now().plusSeconds(60));
        cache.read(fresh.eval());
        cache.read(fresh.eval());
        assertEquals(List.of(fresh.name(), fresh.name()), parsed);
    }

    private RunDirectory run(String name) throws IOException {
        RunDirectory run = RunDirectory.create(folder, name, Clock.systemUTC());
        Files.createDirectories(run.eval());
        age(run, LONG_AGO);
        return run;
    }

    private static void age(RunDirectory run, Instant when) throws IOException {
        Files.setLastModifiedTime(run.eval(), FileTime.from(when));
    }
}
