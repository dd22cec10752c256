package org.idem.ui.runs;

import java.io.UncheckedIOException;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.commands.operations.AbstractOperation;
import org.eclipse.core.commands.operations.IAdvancedUndoableOperation2;
import org.eclipse.core.commands.operations.IUndoContext;
import org.eclipse.core.commands.operations.OperationHistoryFactory;
import org.eclipse.core.commands.operations.UndoContext;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.ui.jobs.WorkJob;

/** Something done to runs that Edit > Undo takes back. Runs in jobs, never on the UI thread. */
public final class RunOperation extends AbstractOperation implements IAdvancedUndoableOperation2 {
    /** What is done to runs is undone in the Runs view. */
    static final IUndoContext CONTEXT = new UndoContext() {
        @Override
        public String getLabel() {
            return "Runs";
        }
    };

    private final Runnable doing;
    private final Runnable undoing;
    private final RunsModel model;

    /**
     * Does nothing until scheduled.
     *
     * @param label what Edit > Undo calls it
     * @param doing may be called again after {@code undoing}
     */
    public RunOperation(String label, Runnable doing, Runnable undoing, RunsModel model) {
        super(label);
        this.doing = doing;
        this.undoing = undoing;
        this.model = model;
        addContext(CONTEXT);
    }

    /** Does it in a job; a failure is said in words, and then there is nothing to undo. */
    public void schedule() {
        new WorkJob(getLabel()) {
            @Override
            protected void work(Progress progress) {
                perform();
            }
        }.schedule();
    }

    private void perform() {
        doing.run();
        OperationHistoryFactory.getOperationHistory().add(this);
        model.refresh();
    }

    @Override
    public IStatus execute(IProgressMonitor monitor, IAdaptable info) throws ExecutionException {
        return change(doing);
    }

    @Override
    public IStatus redo(IProgressMonitor monitor, IAdaptable info) throws ExecutionException {
        return change(doing);
    }

    @Override
    public IStatus undo(IProgressMonitor monitor, IAdaptable info) throws ExecutionException {
        return change(undoing);
    }

    private IStatus change(Runnable change) throws ExecutionException {
        try {
            change.run();
            return Status.OK_STATUS;
        } catch (InputException | UncheckedIOException e) {
            throw new ExecutionException(e.getMessage(), e);
        } finally {
            model.refresh();
        }
    }

    @Override
    public boolean runInBackground() {
        return true;
    }

    @Override
    public void setQuietCompute(boolean quiet) {
        // Nothing is computed before it is executed.
    }

    @Override
    public IStatus computeExecutionStatus(IProgressMonitor monitor) {
        return Status.OK_STATUS;
    }
}
