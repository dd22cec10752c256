package org.idem.ui.widgets;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Widget;

/**
 * The way from any thread to the UI thread, at most ten times a second: of the updates that one source posts between two
 * frames only the latest runs. Nothing else in the workbench calls {@code asyncExec} or {@code timerExec}.
 *
 * <p>All methods may be called from any thread. Once the display is disposed, updates are dropped silently; an update
 * whose source is a disposed widget is dropped as well.
 */
public final class UiUpdateQueue {
    private static final int FRAME_MILLIS = 100;

    private final Display display;
    private final Object lock = new Object();
    private final Map<Object, Runnable> pending = new LinkedHashMap<>();
    private boolean scheduled;
    /** Only touched by the UI thread. */
    private long lastFrame = System.nanoTime() - Duration.ofMillis(FRAME_MILLIS).toNanos();

    public UiUpdateQueue(Display display) {
        this.display = display;
    }

    public Display display() {
        return display;
    }

    /** Runs {@code update} in the next frame, instead of what {@code source} (by equality) posted before, if still waiting. */
    public void postLatest(Object source, Runnable update) {
        boolean first;
        synchronized (lock) {
            pending.put(source, update);
            first = !scheduled;
            scheduled = true;
        }
        if (first) {
            runAsync(this::schedule);
        }
    }

    /** Runs {@code action} on the UI thread later, in the order of the calls and never merged: for results that come once. */
    public void runAsync(Runnable action) {
        if (display.isDisposed()) {
            return;
        }
        try {
            display.asyncExec(action);
        } catch (SWTException e) {
            rethrowUnlessDisposed(e);
        }
    }

    /** Runs {@code action} on the UI thread again and again, until {@code owner} is disposed. */
    public void runEvery(Duration period, Widget owner, Runnable action) {
        runAsync(() -> repeat(Math.toIntExact(period.toMillis()), owner, action));
    }

    private void repeat(int millis, Widget owner, Runnable action) {
        if (owner.isDisposed()) {
            return;
        }
        display.timerExec(millis, () -> {
            if (!owner.isDisposed()) {
                try {
                    action.run();
                } finally {
                    repeat(millis, owner, action);
                }
            }
        });
    }

    private void schedule() {
        long since = Duration.ofNanos(System.nanoTime() - lastFrame).toMillis();
        if (since >= FRAME_MILLIS) {
            frame();
        } else {
            display.timerExec((int) (FRAME_MILLIS - since), this::frame);
        }
    }

    private void frame() {
        Map<Object, Runnable> due;
        synchronized (lock) {
            due = new LinkedHashMap<>(pending);
            pending.clear();
            scheduled = false;
        }
        lastFrame = System.nanoTime();
        List<RuntimeException> failures = new ArrayList<>();
        due.forEach((source, update) -> runOne(source, update, failures));
        if (!failures.isEmpty()) {
            RuntimeException failure = failures.get(0);
            failures.stream().skip(1).forEach(failure::addSuppressed);
            throw failure;
        }
    }

    /** One source's failure must not cost the others their frame. */
    private static void runOne(Object source, Runnable update, List<RuntimeException> failures) {
        if (source instanceof Widget widget && widget.isDisposed()) {
            return;
        }
        try {
            update.run();
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }

    /** The display may go between the look at it and the call. */
    private static void rethrowUnlessDisposed(SWTException e) {
        if (e.code != SWT.ERROR_DEVICE_DISPOSED) {
            throw e;
        }
    }
}
