package org.idem.train.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.idem.train.collective.CollectiveAbortedException;
import org.idem.train.collective.InProcessCollective;
import org.junit.jupiter.api.Test;

class HangDetectorTest {
    private final HangDetector detector = new HangDetector(Duration.ofSeconds(60));

    private static ProgressReport report(
            int worker, long step, long done, long operations, boolean waits, long idle, long slowest) {
        return new ProgressReport(worker, step, done, operations, waits, idle, slowest);
    }

    private Optional<HangDetector.Hang> find(ProgressReport... byRank) {
        Map<Integer, ProgressReport> reports = new java.util.HashMap<>();
        for (int rank = 0; rank < byRank.length; rank++) {
            reports.put(rank, byRank[rank]);
        }
        return detector.find(reports);
    }

    @Test
    void theOneThatAllWaitForHangs() {
        HangDetector.Hang hang = find(
                        report(0, 11, 9, 100, true, 70, 400),
                        report(1, 11, 9, 99, false, 61, 350),
                        report(2, 11, 9, 100, true, 75, 390))
                .orElseThrow();
        assertEquals(1, hang.rank());
        assertEquals(
                "hangs: worker 1 has done nothing in step 12 for 61 s; the slowest step until then took 0.4 s",
                hang.what());
    }

    @Test
    void anExchangeThatNeverEndsIsSaidToBeOne() {
        HangDetector.Hang hang = find(report(0, 11, 9, 100, true, 70, 400), report(1, 11, 9, 100, true, 71, 350))
                .orElseThrow();
        assertTrue(hang.what().startsWith("hangs: worker 1 waits for all others"), hang.what());
    }

    @Test
    void aSlowStepIsNone() {
        assertTrue(find(report(0, 11, 9, 100, true, 70, 400), report(1, 11, 9, 99, false, 60, 400))
                .isEmpty());
        // Ten times the slowest step so far, on whichever rank it was.
        assertTrue(find(report(0, 11, 9, 100, true, 300, 31_000), report(1, 11, 9, 99, false, 300, 400))
                .isEmpty());
    }

    @Test
    void theFirstStepsSavingAndVerifyingMayTakeLong() {
        for (int done = 0; done < 2; done++) {
            assertTrue(find(report(0, done, done, 100, true, 900, 0), report(1, done, done, 99, false, 900, 0))
                    .isEmpty());
        }
        // Rank 0 verifies; the others wait for its decision.
        assertTrue(find(report(0, -1, 9, 99, false, 900, 400), report(1, -1, 9, 100, true, 900, 400))
                .isEmpty());
        // One rank is still at its end of the step before, which the others have left already.
        assertTrue(find(report(0, -1, 9, 99, false, 900, 400), report(1, 12, 9, 100, true, 900, 400))
                .isEmpty());
    }

    @Test
    void aWorkerThatIsAliveIsWaitedFor() {
        assertTrue(find(report(0, 11, 9, 100, true, 900, 400), report(1, 11, 9, 99, false, 3, 400))
                .isEmpty());
    }

    @Test
    void aReportIsReadAsItWasWritten() {
        ProgressReport report = report(3, -1, 9, 123_456_789_012L, true, 7, 8);
        assertEquals(Optional.of(report), ProgressReport.parse(report.format()));
        for (String line : List.of("", "1 2 3", "1 2 3 4 5 6 x", "1 2 3 4 5 6 99999999999999999999")) {
            assertEquals(Optional.empty(), ProgressReport.parse(line), line);
        }
    }

    @Test
    void looksAreCountedSinceTheLastSign() {
        WatchedCollective watched =
                new WatchedCollective(InProcessCollective.create(2).get(0));
        WorkerProgress progress = WorkerProgress.of(watched);
        assertEquals(0, progress.look().idleSeconds());
        assertEquals(1, progress.look().idleSeconds());
        progress.beginStep(4);
        assertEquals(0, progress.look().idleSeconds());
        assertEquals(2, List.of(progress.look(), progress.look()).get(1).idleSeconds());
        watched.abort(new IllegalStateException("over"));
        assertThrows(CollectiveAbortedException.class, watched::barrier);
        ProgressReport report = progress.look();
        assertEquals(1, report.operations());
        assertEquals(0, report.idleSeconds());
        assertEquals(false, report.waits(), "it has left the operation, however that ended");
        assertEquals(4, report.step());
    }
}
