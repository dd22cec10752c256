package org.idem.ui;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Display;

/**
 * Lets the workbench work until something is as it should be. It sleeps as the workbench does: what the toolkit puts off
 * until it is idle, such as a change of its theme, never comes while somebody only looks for events. UI thread only.
 */
public final class Pump {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int LONGEST_SLEEP_MILLIS = 20;
    private static final Timer ALARM = new Timer("alarm", true);

    static {
        ALARM.schedule(new Alarm(Display.getCurrent()), LONGEST_SLEEP_MILLIS, LONGEST_SLEEP_MILLIS);
    }

    private Pump() {}

    /** Dispatches events until the condition of this name holds, and fails if it does not within a minute. */
    public static void until(String name, BooleanSupplier condition) {
        Display display = Display.getCurrent();
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("In vain waited until " + name + "; " + Screen.save(name));
            }
            if (!display.readAndDispatch()) {
                display.sleep();
            }
        }
    }

    /** Rings until the workbench is closed. */
    private static final class Alarm extends TimerTask {
        private final Display display;

        Alarm(Display display) {
            this.display = display;
        }

        @Override
        public void run() {
            try {
                display.wake();
            } catch (SWTException e) {
                cancel();
            }
        }
    }

    /** Waits for something to exist, and returns it. */
    public static <T> T forValue(String name, Supplier<T> value) {
        until(name, () -> value.get() != null);
        return value.get();
    }
}
