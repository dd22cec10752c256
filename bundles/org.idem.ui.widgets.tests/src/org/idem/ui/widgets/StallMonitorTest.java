package org.idem.ui.widgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StallMonitorTest extends UiTest {
    private static final Duration LIMIT = Duration.ofMillis(200);

    @Test
    void whatKeepsTheWindowWaitingIsToldWithItsStack() {
        List<Stall> stalls = new ArrayList<>();
        boolean[] ended = {false};
        try (StallMonitor monitor = new StallMonitor(display, LIMIT, stalls::add)) {
            updates.runAsync(() -> computeFor(LIMIT.multipliedBy(3)));
            updates.runAsync(() -> ended[0] = true);
            until("both have run", () -> ended[0]);
        }
        Stall stall = stalls.stream()
                .filter(one -> one.describe().contains("computeFor"))
                .findFirst()
                .orElseThrow();
        assertTrue(stall.wall().compareTo(LIMIT.multipliedBy(3)) >= 0, stall.describe());
        assertTrue(stall.processor().compareTo(stall.wall()) <= 0, stall.describe());
        assertTrue(
                stall.stacks().stream().flatMap(List::stream).anyMatch(frame -> frame.getMethodName()
                        .equals("computeFor")),
                stall.describe());
    }

    @Test
    void aWindowThatSleepsDoesNotStand() {
        List<Stall> stalls = new ArrayList<>();
        boolean[] ended = {false};
        try (StallMonitor monitor = new StallMonitor(display, LIMIT, stalls::add)) {
            display.timerExec((int) LIMIT.multipliedBy(3).toMillis(), () -> ended[0] = true);
            until("the time is over", () -> ended[0]);
        }
        assertEquals(
                List.of(),
                stalls.stream()
                        .filter(one -> one.processor().compareTo(LIMIT) > 0)
                        .toList());
    }

    @Test
    void afterItWasClosedNothingIsTold() {
        List<Stall> stalls = new ArrayList<>();
        boolean[] ended = {false};
        try (StallMonitor monitor = new StallMonitor(display, LIMIT, stalls::add)) {
            drain();
        }
        stalls.clear();
        updates.runAsync(() -> computeFor(LIMIT.multipliedBy(2)));
        updates.runAsync(() -> ended[0] = true);
        until("both have run", () -> ended[0]);
        assertEquals(List.of(), stalls);
    }

    private static void computeFor(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
