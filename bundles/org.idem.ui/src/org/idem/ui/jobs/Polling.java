package org.idem.ui.jobs;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;

/**
 * Reads something again and again in the background, for as long as the reading returns true. Readings never overlap;
 * {@link #schedule()} brings the next one forward.
 */
public final class Polling extends Job {
    /** What fails, as on a full disk, is not tried again at once, however short the period. */
    private static final Duration LEAST_AFTER_FAILURE = Duration.ofSeconds(1);

    private final Supplier<Duration> period;
    private final BooleanSupplier reading;
    private String lastFailure = "";

    /** Does nothing until scheduled. */
    public Polling(String name, Duration period, BooleanSupplier reading) {
        this(name, () -> period, reading);
    }

    /** Rests for as long as {@code period} says after each reading. */
    public Polling(String name, Supplier<Duration> period, BooleanSupplier reading) {
        super(name);
        this.period = period;
        this.reading = reading;
        setSystem(true);
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        boolean again = true;
        Duration least = Duration.ZERO;
        try {
            again = reading.getAsBoolean();
            lastFailure = "";
        } catch (RuntimeException e) {
            // Whatever a reading met, the next one may not meet: a part that stopped to look would show old things for
            // ever.
            logOnce(e);
            least = LEAST_AFTER_FAILURE;
        }
        if (again && !monitor.isCanceled()) {
            schedule(Math.max(least.toMillis(), period.get().toMillis()));
        }
        return Status.OK_STATUS;
    }

    private void logOnce(RuntimeException failure) {
        String message = failure.toString();
        if (!message.equals(lastFailure)) {
            lastFailure = message;
            ILog.get().warn(getName() + " failed; it is tried again", failure);
        }
    }
}
