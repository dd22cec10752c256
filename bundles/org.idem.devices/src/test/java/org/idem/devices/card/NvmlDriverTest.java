package org.idem.devices.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NvmlDriverTest {
    private static final long GIB = 1L << 30;

    private static final Card BIG =
            new Card(0, "GPU-1f", "NVIDIA H100 80GB HBM3", 80 * GIB, 79 * GIB, 90, Card.Mode.SHARED, List.of());
    private static final Card OLD =
            new Card(1, "GPU-2e", "Tesla K80", 12 * GIB, GIB, 37, Card.Mode.EXCLUSIVE, List.of(17L, 4_000_000_000L));

    private static DriverReport report(FakeNvml nvml) {
        DriverReport report = new NvmlDriver(() -> nvml).report();
        assertEquals(0, nvml.open, "the library was not closed again");
        return report;
    }

    @Test
    void readsWhatTheLibraryPutsDown() {
        DriverReport report = report(new FakeNvml(BIG, OLD));
        assertEquals(new DriverReport(DriverReport.State.WORKS, "570.86.10", 12_080, List.of(BIG, OLD), null), report);
    }

    @Test
    void whatACardDoesNotTellIsLeftOut() {
        Card silent = new Card(0, "", "NVIDIA card", 0, 0, 0, Card.Mode.SHARED, List.of());
        FakeNvml nvml = new FakeNvml(new Card(0, "", "", 0, 0, 0, Card.Mode.SHARED, List.of(1L)));
        nvml.knowsProcesses = false;
        nvml.cuda = 0;
        DriverReport report = report(nvml);
        assertEquals(0, report.cuda());
        assertEquals(List.of(silent), report.cards());
    }

    /** The table has an end; what is beyond it is not read. */
    @Test
    void moreProcessesThanFitAreCutOff() {
        List<Long> many = LongStream.range(1, 100).boxed().toList();
        Card crowded = new Card(0, "", "c", GIB, GIB, 80, Card.Mode.SHARED, many);
        assertEquals(
                many.subList(0, 64),
                report(new FakeNvml(crowded)).cards().get(0).processes());
    }

    @Test
    void aLibraryThatDoesNotAnswerIsBrokenInItsOwnWords() {
        FakeNvml nvml = new FakeNvml(BIG);
        nvml.initResult = FakeNvml.VERSION_MISMATCH;
        DriverReport report = report(nvml);
        assertEquals(DriverReport.State.BROKEN, report.state());
        assertEquals("Driver/library version mismatch", report.failure());
        assertEquals(List.of(), report.cards());
    }

    @Test
    void withoutALibraryThereIsNoDriver() {
        DriverReport report = new NvmlDriver(() -> {
                    throw new UnsatisfiedLinkError("libnvidia-ml.so.1");
                })
                .report();
        assertEquals(DriverReport.State.MISSING, report.state());
        assertNull(report.version());
    }

    /** On a machine with a driver it answers, on one without it says so; neither may throw. */
    @Test
    void theDriverOfThisMachineCanBeAsked() {
        DriverReport report = new NvmlDriver().report();
        assertEquals(report.state() == DriverReport.State.WORKS, report.version() != null);
    }
}
