package org.idem.ui.jobs;

import java.util.function.Supplier;
import org.eclipse.core.runtime.IProgressMonitor;
import org.idem.core.Progress;

/** Shows the progress of headless work in a monitor of the platform, and passes the user's cancel on to it. */
public final class MonitorProgress implements Progress {
    private static final int TICKS = 1000;
    private static final long MESSAGE_EVERY_NANOS = 100_000_000L;

    private final IProgressMonitor monitor;
    private int ticks;
    private long messageAt = System.nanoTime() - MESSAGE_EVERY_NANOS;

    /** Begins the task of this name. */
    public MonitorProgress(IProgressMonitor monitor, String task) {
        this.monitor = monitor;
        monitor.beginTask(task, TICKS);
    }

    @Override
    public synchronized void report(double fraction, Supplier<String> message) {
        int now = (int) Math.round(TICKS * Math.min(1, Math.max(0, fraction)));
        if (now > ticks) {
            monitor.worked(now - ticks);
            ticks = now;
        }
        if (System.nanoTime() - messageAt >= MESSAGE_EVERY_NANOS) {
            messageAt = System.nanoTime();
            monitor.subTask(message.get());
        }
    }

    @Override
    public boolean isCancelled() {
        return monitor.isCanceled();
    }
}
