package org.idem.ui;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.swt.widgets.Display;

/** Lets the workbench work until something is as it should be. UI thread only. */
final class Pump {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final long IDLE_NANOS = 5_000_000;

    private Pump() {}

    /** Dispatches events until the condition of this name holds, and fails if it does not within a minute. */
    static void until(String name, BooleanSupplier condition) {
        Display display = Display.getCurrent();
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("In vain waited until " + name + "; " + Screen.save(name));
            }
            if (!display.readAndDispatch()) {
                LockSupport.parkNanos(IDLE_NANOS);
            }
        }
    }

    /** Waits for something to exist, and returns it. */
    static <T> T forValue(String name, Supplier<T> value) {
        until(name, () -> value.get() != null);
        return value.get();
    }
}
