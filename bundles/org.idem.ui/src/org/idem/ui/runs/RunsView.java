package org.idem.ui.runs;

import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;
import org.idem.ui.Commands;
import org.idem.ui.widgets.EmptyStatePane;
import org.idem.ui.widgets.UiUpdateQueue;
import org.idem.ui.widgets.table.RecordTable;

/** All runs of the folder with their live status; double-click opens one. */
public final class RunsView extends ViewPart {
    private final StackLayout stack = new StackLayout();
    private RunsModel model;
    private RecordTable<RunRow> table;
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
        table = table(parent).onOpen(row -> run(Commands.OPEN_RUN));
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

    private static RecordTable<RunRow> table(Composite parent) {
        return new RecordTable<RunRow>(parent)
                .column("Status", 84, SWT.LEAD, row -> RunState.word(row.live()), RunsView::icon)
                .column("Run", 212, SWT.LEAD, row -> row.run().name())
                .column("Done", 54, SWT.TRAIL, RunRow::percent)
                .column("Loss", 60, SWT.TRAIL, RunRow::loss)
                .column("Accuracy", 76, SWT.TRAIL, RunRow::accuracy)
                .column("Images/s", 80, SWT.TRAIL, RunRow::imagesPerSecond)
                .column("Time left", 96, SWT.TRAIL, RunRow::timeLeft)
                .column("Step", 120, SWT.LEAD, RunRow::steps)
                .identifiedBy(RunRow::run)
                .toolTip(row -> row.status().message());
    }

    private static ImageDescriptor icon(RunRow row) {
        return RunState.icon(row.live()).descriptor();
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
        if (table.control().isDisposed()) {
            return;
        }
        table.show(model.rows());
        boolean none = model.isRead() && model.rows().isEmpty();
        stack.topControl = none ? empty : table.control();
        table.control().getParent().layout();
    }

    private void run(String command) {
        Commands.run(getSite().getService(IHandlerService.class), command);
    }
}
