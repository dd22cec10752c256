package org.idem.ui.runs;

import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.viewers.ColumnViewerToolTipSupport;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;
import org.idem.ui.Commands;
import org.idem.ui.widgets.EmptyStatePane;
import org.idem.ui.widgets.UiUpdateQueue;

/** All runs of the folder with their live status; double-click opens one. */
public final class RunsView extends ViewPart {
    private final StackLayout stack = new StackLayout();
    private RunsModel model;
    private RunsTable table;
    private EmptyStatePane empty;
    private Runnable stopListening = () -> {};

    @Override
    public void createPartControl(Composite parent) {
        parent.setLayout(stack);
        model = getSite().getService(RunsModel.class);
        empty = new EmptyStatePane(parent)
                .show(
                        null,
                        "No runs yet. Open a config and choose Run > Train, or begin with drawn faces and a small"
                                + " network.",
                        "Train the quickstart",
                        () -> run(Commands.QUICKSTART));
        table = new RunsTable(parent);
        ColumnViewerToolTipSupport.enableFor(table.viewer());
        table.viewer().addOpenListener(event -> run(Commands.OPEN_RUN));
        MenuManager menu = new MenuManager();
        table.viewer()
                .getControl()
                .setMenu(menu.createContextMenu(table.viewer().getControl()));
        getSite().registerContextMenu(menu, table.viewer());
        getSite().setSelectionProvider(table.viewer());
        UiUpdateQueue updates = getSite().getService(UiUpdateQueue.class);
        stopListening = model.onChange(() -> updates.postLatest(this, this::showRows));
        showRows();
    }

    /** The selected rows. */
    public IStructuredSelection selection() {
        return table.viewer().getStructuredSelection();
    }

    @Override
    public void setFocus() {
        (stack.topControl == empty ? empty : table.viewer().getControl()).setFocus();
    }

    @Override
    public void dispose() {
        stopListening.run();
        super.dispose();
    }

    private void showRows() {
        if (table.holder().isDisposed()) {
            return;
        }
        table.show(model.rows());
        boolean none = model.isRead() && model.rows().isEmpty();
        stack.topControl = none ? empty : table.holder();
        table.holder().getParent().layout();
    }

    private void run(String command) {
        Commands.run(getSite().getService(IHandlerService.class), command);
    }
}
