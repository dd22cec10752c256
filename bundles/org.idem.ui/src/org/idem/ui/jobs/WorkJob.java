package org.idem.ui.jobs;

import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.launch.EngineFailedException;

/** Something that the user asked for: shown in the Progress view, cancelled there, its failure said in words. */
public abstract class WorkJob extends Job {
    /** A job that the user sees. */
    protected WorkJob(String name) {
        super(name);
        setUser(false);
        setPriority(LONG);
    }

    /** Does the work; may throw what headless bundles throw. */
    protected abstract void work(Progress progress);

    @Override
    protected final IStatus run(IProgressMonitor monitor) {
        try {
            work(new MonitorProgress(monitor, getName()));
            return Status.OK_STATUS;
        } catch (CancellationException e) {
            return Status.CANCEL_STATUS;
        } catch (InputException e) {
            return Status.error(e.problems().stream().map(WorkJob::text).collect(Collectors.joining("\n")));
        } catch (EngineFailedException | UncheckedIOException e) {
            return Status.error(e.getMessage(), e);
        } finally {
            monitor.done();
        }
    }

    private static String text(Problem problem) {
        String key = problem.key().isEmpty() ? "" : problem.key() + ": ";
        String line = problem.line() > 0 ? "Line " + problem.line() + ": " : "";
        return line + key + problem.message() + (problem.remedy().isEmpty() ? "" : " — " + problem.remedy());
    }
}
