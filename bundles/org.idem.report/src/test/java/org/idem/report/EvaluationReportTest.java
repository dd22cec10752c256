package org.idem.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.idem.core.Progress;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report of evaluations alone. */
@Tag("golden")
class EvaluationReportTest {
    @TempDir
    private Path folder;

    private List<Evaluation> tiny;

    @BeforeEach
    void evaluate() {
        tiny = EvaluationStore.read(SampleRun.create(folder)).stream()
                .filter(one -> one.set().equals("tiny"))
                .toList();
    }

    private String report(EvaluationReport.Subject... subjects) throws IOException {
        Path file = folder.resolve("report.html");
        new EvaluationReport("tiny & more", List.of(subjects), List.of(folder)).write(file, Progress.NONE);
        return Files.readString(file);
    }

    @Test
    void oneEvaluationHasFiguresCurvesAndTheWorstPairs() throws IOException {
        String html = report(new EvaluationReport.Subject("a", tiny.get(0), List.of("Nobody was <found>.")));
        assertTrue(html.startsWith("<!DOCTYPE html>"));
        assertTrue(html.contains("<title>tiny &amp; more – Idem</title>"));
        assertTrue(html.contains("<p>Nobody was &lt;found&gt;.</p>"));
        assertTrue(html.contains("Hardest pairs of tiny"));
        assertTrue(html.contains("data:image/jpeg;base64,"));
        assertFalse(html.contains("Beside each other"));
        assertEquals(3, html.split("<svg", -1).length - 1);
    }

    @Test
    void severalStandBesideEachOther() throws IOException {
        String html = report(
                new EvaluationReport.Subject("a", tiny.get(0), List.of()),
                new EvaluationReport.Subject("b", tiny.get(3), List.of("b is more often right.")));
        assertTrue(html.contains("Beside each other"));
        assertTrue(html.contains("b is more often right."));
        assertEquals(2 + 2 * 3, html.split("<svg", -1).length - 1);
    }

    @Test
    void aCancelledReportLeavesNothing() {
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction, Supplier<String> message) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        Path file = folder.resolve("none.html");
        EvaluationReport report = new EvaluationReport(
                "tiny", List.of(new EvaluationReport.Subject("a", tiny.get(0), List.of())), List.of());
        assertThrows(CancellationException.class, () -> report.write(file, cancelled));
        assertFalse(Files.exists(file));
    }
}
