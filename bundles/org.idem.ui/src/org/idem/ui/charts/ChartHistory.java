package org.idem.ui.charts;

import java.util.function.Consumer;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.commands.operations.AbstractOperation;
import org.eclipse.core.commands.operations.IOperationHistory;
import org.eclipse.core.commands.operations.IUndoContext;
import org.eclipse.core.commands.operations.ObjectUndoContext;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.ui.PlatformUI;

/** What was chosen of the charts of an editor, one choice after the other, so that Edit > Undo takes it back. UI thread only. */
public final class ChartHistory {
    private final IUndoContext context = new ObjectUndoContext(this, "Charts");
    private final Consumer<ChartChoice> apply;

    /** {@code apply} shows a choice and keeps it. */
    public ChartHistory(Consumer<ChartChoice> apply) {
        this.apply = apply;
    }

    /** For the menu Edit of the editor. */
    public IUndoContext context() {
        return context;
    }

    /** Applies a choice; one that changes nothing is no step of the history. */
    public void change(ChartChoice from, ChartChoice to) {
        if (from.equals(to)) {
            return;
        }
        Change change = new Change(label(from, to), from, to);
        change.addContext(context);
        try {
            history().execute(change, null, null);
        } catch (ExecutionException e) {
            ILog.get().error("The charts cannot be changed", e);
        }
    }

    private static String label(ChartChoice from, ChartChoice to) {
        if (from.axis() != to.axis()) {
            return "Charts Over " + to.axis().title();
        }
        return from.smoothed() != to.smoothed() ? "Averages" : "Choice of Charts";
    }

    private static IOperationHistory history() {
        return PlatformUI.getWorkbench().getOperationSupport().getOperationHistory();
    }

    /** Forgets all steps when the editor is closed. */
    public void dispose() {
        history().dispose(context, true, true, true);
    }

    private final class Change extends AbstractOperation {
        private final ChartChoice from;
        private final ChartChoice to;

        Change(String label, ChartChoice from, ChartChoice to) {
            super(label);
            this.from = from;
            this.to = to;
        }

        @Override
        public IStatus execute(IProgressMonitor monitor, IAdaptable info) {
            apply.accept(to);
            return Status.OK_STATUS;
        }

        @Override
        public IStatus redo(IProgressMonitor monitor, IAdaptable info) {
            return execute(monitor, info);
        }

        @Override
        public IStatus undo(IProgressMonitor monitor, IAdaptable info) {
            apply.accept(from);
            return Status.OK_STATUS;
        }
    }
}
