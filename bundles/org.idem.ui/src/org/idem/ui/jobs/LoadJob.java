package org.idem.ui.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.ui.Ids;
import org.idem.ui.widgets.UiUpdateQueue;

/**
 * Reads what a part shows, off the UI thread, and hands it over on the UI thread. A failure goes to the second consumer,
 * or to the platform's error dialog without one.
 *
 * @param <T> what is read
 */
public final class LoadJob<T> extends Job {
    private final Reading<T> reading;
    private final Consumer<T> show;
    private final UiUpdateQueue updates;
    private Consumer<String> failed;

    /** Reading that tells how far it is and ends when nobody wants it any more. */
    @FunctionalInterface
    public interface Reading<T> {
        /**
         * Reads.
         *
         * @throws CancellationException when that is asked for
         */
        T read(Progress progress) throws Exception;
    }

    /** Does nothing until scheduled; {@code show} is not called once the job is cancelled. */
    public LoadJob(String name, Callable<T> reading, Consumer<T> show, UiUpdateQueue updates) {
        this(name, progress -> reading.call(), show, updates);
    }

    /** Does nothing until scheduled; {@code show} is not called once the job is cancelled. */
    public LoadJob(String name, Reading<T> reading, Consumer<T> show, UiUpdateQueue updates) {
        super(name);
        this.reading = reading;
        this.show = show;
        this.updates = updates;
    }

    /** Lets the part show a failure itself. */
    public LoadJob<T> onFailure(Consumer<String> showFailure) {
        failed = showFailure;
        return this;
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        try {
            T read = reading.read(new MonitorProgress(monitor, getName()));
            if (!monitor.isCanceled()) {
                updates.runAsync(() -> show.accept(read));
            }
            return Status.OK_STATUS;
        } catch (CancellationException e) {
            return Status.CANCEL_STATUS;
        } catch (InputException e) {
            return failure(IStatus.WARNING, sentence(e.problems().get(0)), e);
        } catch (IOException | UncheckedIOException e) {
            return failure(IStatus.WARNING, String.valueOf(e.getMessage()), e);
        } catch (Exception e) {
            return failure(IStatus.ERROR, getName() + " failed: " + e.getMessage(), e);
        }
    }

    private static String sentence(Problem problem) {
        return problem.remedy().isEmpty() ? problem.message() : problem.message() + ": " + problem.remedy();
    }

    /** What is wrong with the input and told by its part is no error of the workbench. */
    private IStatus failure(int severity, String message, Exception cause) {
        if (failed == null) {
            return Status.error(message, cause);
        }
        ILog.get().log(new Status(severity, Ids.BUNDLE, message, cause));
        updates.runAsync(() -> failed.accept(message));
        return Status.OK_STATUS;
    }
}
