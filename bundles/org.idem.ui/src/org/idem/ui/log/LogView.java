package org.idem.ui.log;

import java.nio.file.Path;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.ISelectionListener;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.part.ViewPart;
import org.idem.run.RunDirectory;
import org.idem.ui.Ids;
import org.idem.ui.PartOpener;
import org.idem.ui.runs.SelectedRuns;
import org.idem.ui.widgets.EmptyStatePane;
import org.idem.ui.widgets.UiUpdateQueue;

/** The log of the run that is selected or open. */
public final class LogView extends ViewPart {
    private final StackLayout stack = new StackLayout();
    private final ISelectionListener listener = this::selectionChanged;
    private EmptyStatePane empty;
    private LogPane pane;
    private Path shown;

    @Override
    public void createPartControl(Composite parent) {
        parent.setLayout(stack);
        UiUpdateQueue updates = getSite().getService(UiUpdateQueue.class);
        empty = new EmptyStatePane(parent)
                .show(null, "Select a run to see what its trainer prints.", "Show Runs", this::showRuns);
        pane = new LogPane(parent, updates);
        stack.topControl = empty;
        getSite().getPage().addSelectionListener(listener);
        IEditorPart editor = getSite().getPage().getActiveEditor();
        RunDirectory open = editor == null ? null : Adapters.adapt(editor, RunDirectory.class);
        if (open != null) {
            show(open);
        }
    }

    /** Shows the log of this run. */
    public void show(RunDirectory run) {
        if (run.path().equals(shown)) {
            return;
        }
        shown = run.path();
        setContentDescription(run.name());
        pane.follow(run.logFile());
        stack.topControl = pane.control();
        pane.control().getParent().layout();
    }

    @Override
    public void setFocus() {
        stack.topControl.setFocus();
    }

    @Override
    public void dispose() {
        getSite().getPage().removeSelectionListener(listener);
        super.dispose();
    }

    private void selectionChanged(IWorkbenchPart part, ISelection selection) {
        SelectedRuns.run(selection).ifPresent(this::show);
    }

    private void showRuns() {
        PartOpener.show(getSite().getPage(), Ids.RUNS_VIEW);
    }
}
