package org.idem.ui.data.images;

import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.List;
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
import org.idem.core.Units;
import org.idem.ui.data.Exclusions;
import org.idem.ui.data.OpenedImages;

/**
 * Leaves images of a set out, or takes them in again, by the list beside the set. Undoing restores what this changed and
 * nothing else. The list is written in jobs, one after the other.
 */
final class ExcludeOperation extends AbstractOperation {
    private final OpenedImages opened;
    private final BitSet images;
    private final boolean exclude;
    private final ISchedulingRule oneByOne;
    /** Written and read by the jobs alone. */
    private List<String> changed = List.of();

    /**
     * Does nothing yet.
     *
     * @param images numbers in the set; not changed any more
     * @param exclude whether they are left out, or taken in
     */
    ExcludeOperation(OpenedImages opened, BitSet images, boolean exclude) {
        super((exclude ? "Exclude " : "Include ") + words(images.cardinality()));
        this.opened = opened;
        this.images = images;
        this.exclude = exclude;
        this.oneByOne = new FileRule(opened.exclusions());
    }

    private static String words(int count) {
        return Units.count(count) + (count == 1 ? " Image" : " Images");
    }

    @Override
    public IStatus execute(IProgressMonitor monitor, IAdaptable info) {
        return start(() -> {
            List<String> keys = images.stream().mapToObj(opened::key).toList();
            changed = exclude
                    ? opened.exclusions().add(keys)
                    : opened.exclusions().remove(keys);
        });
    }

    @Override
    public IStatus redo(IProgressMonitor monitor, IAdaptable info) {
        return execute(monitor, info);
    }

    @Override
    public IStatus undo(IProgressMonitor monitor, IAdaptable info) {
        return start(() -> {
            if (exclude) {
                opened.exclusions().remove(changed);
            } else {
                opened.exclusions().add(changed);
            }
        });
    }

    private IStatus start(Runnable work) {
        Job job = Job.create(getLabel(), (ICoreRunnable) monitor -> run(work));
        job.setRule(oneByOne);
        job.schedule();
        return Status.OK_STATUS;
    }

    private void run(Runnable work) throws CoreException {
        try {
            work.run();
        } catch (UncheckedIOException | InputException e) {
            throw new CoreException(Status.error(
                    "The list " + opened.exclusions().file() + " could not be changed: " + e.getMessage(), e));
        }
    }

    /** Changes of one list come one after the other. */
    private record FileRule(Exclusions exclusions) implements ISchedulingRule {
        @Override
        public boolean contains(ISchedulingRule rule) {
            return equals(rule);
        }

        @Override
        public boolean isConflicting(ISchedulingRule rule) {
            return rule instanceof FileRule other && other.exclusions == exclusions;
        }
    }
}
