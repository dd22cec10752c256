package org.idem.ui.widgets;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Listener;

/**
 * Notices when the UI thread keeps events waiting for long, and what it is doing then. The thread tells of itself each time
 * that it has handled an event or goes to sleep; a thread beside it looks at its stack while it is late. What a window lays out and
 * paints in one go counts as one.
 */
public final class StallMonitor implements AutoCloseable {
    private static final int[] TURNS = {
        SWT.PreExternalEventDispatch, SWT.PostExternalEventDispatch, SWT.PreEvent, SWT.PostEvent
    };
    /** Events that come while the toolkit lays out and paints a window, during which it handles no others. */
    private static final Set<Integer> PARTS =
            Set.of(SWT.Paint, SWT.Resize, SWT.Move, SWT.Show, SWT.Hide, SWT.MeasureItem, SWT.EraseItem, SWT.PaintItem);
    /** Looks at a stack within the limit, so that a stall has some. */
    private static final int LOOKS = 4;

    private static final int MOST_STACKS = 1000;

    private final Display display;
    private final long limit;
    private final Consumer<Stall> found;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Listener turned = this::turn;
    private final List<List<StackTraceElement>> stacks = new ArrayList<>();
    /** Events within which the thread is: only touched by it, as is the next. */
    private int depth;

    private long processor;
    private volatile boolean awake;
    private volatile long since;
    private volatile boolean closed;

    /**
     * Begins to look. UI thread only.
     *
     * @param limit what is not longer is no stall
     * @param found told of each stall on the UI thread, right after it
     */
    public StallMonitor(Display display, Duration limit, Consumer<Stall> found) {
        this.display = display;
        this.limit = limit.toNanos();
        this.found = found;
        begin();
        for (int type : TURNS) {
            display.addListener(type, turned);
        }
        Thread looking = new Thread(this::look, "Idem stall monitor");
        looking.setDaemon(true);
        looking.start();
    }

    private void turn(Event event) {
        switch (event.type) {
            case SWT.PreExternalEventDispatch -> end();
            case SWT.PostExternalEventDispatch -> begin();
            case SWT.PreEvent -> depth++;
            default -> {
                depth--;
                if (depth <= 0 && !PARTS.contains(event.detail)) {
                    depth = 0;
                    end();
                    begin();
                }
            }
        }
    }

    private void end() {
        long time = System.nanoTime() - since;
        if (awake && time > limit) {
            Duration computed = Duration.ofNanos(threads.getCurrentThreadCpuTime() - processor);
            found.accept(new Stall(Duration.ofNanos(time), computed, taken()));
        }
        awake = false;
    }

    private void begin() {
        awake = true;
        processor = threads.getCurrentThreadCpuTime();
        synchronized (stacks) {
            since = System.nanoTime();
            stacks.clear();
        }
    }

    private List<List<StackTraceElement>> taken() {
        synchronized (stacks) {
            return List.copyOf(stacks);
        }
    }

    private void look() {
        while (!closed) {
            LockSupport.parkNanos(limit / LOOKS);
            long late = since;
            if (awake && System.nanoTime() - late > limit / LOOKS) {
                keep(List.of(display.getThread().getStackTrace()), late);
            }
        }
    }

    private void keep(List<StackTraceElement> stack, long late) {
        synchronized (stacks) {
            if (late == since && stacks.size() < MOST_STACKS) {
                stacks.add(stack);
            }
        }
    }

    /** Looks no more. UI thread only. */
    @Override
    public void close() {
        closed = true;
        if (!display.isDisposed()) {
            for (int type : TURNS) {
                display.removeListener(type, turned);
            }
        }
    }
}
