package org.idem.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final StringWriter err = new StringWriter();

    private Console console(boolean terminal) {
        return new Console(new PrintWriter(new StringWriter()), new PrintWriter(err, true), terminal);
    }

    @Test
    void aTerminalShowsOneLineThatIsTakenAway() {
        try (ProgressLine progress = new ProgressLine(console(true), "drawing")) {
            progress.report(0.5, () -> "half", 90);
        }
        assertEquals("\r\033[Kdrawing  50 %  half  1 min 30 s left\r\033[K", err.toString());
    }

    @Test
    void elsewherePlainLinesAreFew() {
        try (ProgressLine progress = new ProgressLine(console(false), "drawing")) {
            progress.report(0.5, () -> "half", 90);
            progress.report(0.6, () -> "more", 80);
        }
        assertEquals("drawing  50 %  half  1 min 30 s left" + System.lineSeparator(), err.toString());
    }

    @Test
    void ctrlCCancels() {
        Console console = console(false);
        try (ProgressLine progress = new ProgressLine(console, "drawing")) {
            assertFalse(progress.isCancelled());
            console.interrupt();
            assertTrue(progress.isCancelled());
        }
    }

    @Test
    void workThatGoesOnWhereItWasLeftTakesNoCreditForWhatWasThere() {
        try (ProgressLine progress = new ProgressLine(console(false), "looking")) {
            assertTrue(Double.isNaN(progress.secondsLeft(0.8, 1)));
            assertEquals(10, progress.secondsLeft(0.9, 10), 1e-9, "a tenth took 10 s, another tenth is left");
        }
        try (ProgressLine progress = new ProgressLine(console(false), "looking")) {
            progress.secondsLeft(0, 0);
            assertTrue(Double.isNaN(progress.secondsLeft(0.001, 1)));
            assertEquals(30, progress.secondsLeft(0.25, 10), 1e-9);
        }
    }
}
