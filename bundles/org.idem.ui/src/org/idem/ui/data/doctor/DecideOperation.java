package org.idem.ui.data.doctor;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.eclipse.core.commands.operations.AbstractOperation;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.ISchedulingRule;
import org.eclipse.core.runtime.jobs.Job;
import org.idem.core.InputException;
import org.idem.data.review.ReviewItem;
import org.idem.data.review.Verdict;
import org.idem.data.review.VerdictFile;

/** A verdict that can be taken back. The file beside the set is written in jobs, one after the other. */
final class DecideOperation extends AbstractOperation {
    private final VerdictFile file;
    private final ReviewItem item;
    private final Verdict before;
    private final Verdict verdict;
    private final Consumer<Verdict> written;

    /**
     * Does nothing yet.
     *
     * @param before what was decided on the item, or null
     * @param written told on a background thread of what the file says once it is written
     */
    DecideOperation(VerdictFile file, ReviewItem item, Verdict before, Verdict verdict, Consumer<Verdict> written) {
        super("Verdict on " + item.kind());
        this.file = file;
        this.item = item;
        this.before = before;
        this.verdict = verdict;
        this.written = written;
    }

    @Override
    public IStatus execute(IProgressMonitor monitor, IAdaptable info) {
        return write(verdict);
    }

    @Override
    public IStatus redo(IProgressMonitor monitor, IAdaptable info) {
        return write(verdict);
    }

    @Override
    public IStatus undo(IProgressMonitor monitor, IAdaptable info) {
        return write(before);
    }

    private IStatus write(Verdict now) {
        Job job = Job.create(getLabel(), (ICoreRunnable) monitor -> decide(now));
        job.setRule(new FileRule(file.path()));
        job.schedule();
        return Status.OK_STATUS;
    }

    private void decide(Verdict now) throws CoreException {
        try {
            file.decide(item, now);
            written.accept(now);
        } catch (UncheckedIOException | InputException e) {
            throw new CoreException(
                    Status.error("The verdict could not be kept in " + file.path() + ": " + e.getMessage(), e));
        }
    }

    /** Changes of one file come one after the other. */
    private record FileRule(Path file) implements ISchedulingRule {
        @Override
        public boolean contains(ISchedulingRule rule) {
            return equals(rule);
        }

        @Override
        public boolean isConflicting(ISchedulingRule rule) {
            return equals(rule);
        }
    }
}
