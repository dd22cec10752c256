package org.idem.ui.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.part.ViewPart;
import org.idem.core.Units;
import org.idem.run.Evaluation;
import org.idem.ui.Ids;
import org.idem.ui.PartOpener;
import org.idem.ui.icons.Icons;
import org.idem.ui.jobs.Polling;
import org.idem.ui.runs.EvaluationCache;
import org.idem.ui.runs.RunRow;
import org.idem.ui.runs.RunsModel;
import org.idem.ui.widgets.EmptyStatePane;
import org.idem.ui.widgets.UiUpdateQueue;
import org.idem.ui.widgets.table.RecordTable;

/** Every evaluation of every run, the newest run first; Enter opens the selected ones beside each other. */
public final class EvaluationsView extends ViewPart {
    private static final Duration PERIOD = Duration.ofSeconds(3);

    private record Entry(RunRow row, Evaluation evaluation) implements IAdaptable {
        @Override
        public <T> T getAdapter(Class<T> adapter) {
            return adapter.isInstance(row) ? adapter.cast(row) : row.getAdapter(adapter);
        }

        /** Rows change with every heartbeat; an entry only with its evaluation. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Entry entry
                    && row.run().equals(entry.row.run())
                    && evaluation.equals(entry.evaluation);
        }

        @Override
        public int hashCode() {
            return 31 * row.run().hashCode() + evaluation.hashCode();
        }
    }

    private final StackLayout stack = new StackLayout();
    private final Polling polling = new Polling("Reading evaluations", PERIOD, this::read);
    private final EvaluationCache evaluations = new EvaluationCache();
    private RunsModel model;
    private UiUpdateQueue updates;
    private RecordTable<Entry> table;
    private EmptyStatePane empty;
    private volatile boolean disposed;

    @Override
    public void createPartControl(Composite parent) {
        parent.setLayout(stack);
        model = getSite().getService(RunsModel.class);
        updates = getSite().getService(UiUpdateQueue.class);
        empty = new EmptyStatePane(parent)
                .show(
                        null,
                        "No evaluations yet. Select a run and choose Run > Verify… to measure how well it tells faces"
                                + " apart.",
                        "Show Runs",
                        () -> PartOpener.show(getSite().getPage(), Ids.RUNS_VIEW));
        table = new RecordTable<Entry>(parent)
                .column("Set", 110, SWT.LEAD, e -> e.evaluation().set(), e -> Icons.VERIFICATION.descriptor())
                .column(
                        "Accuracy",
                        84,
                        SWT.TRAIL,
                        e -> TarTable.percent(e.evaluation().accuracy()))
                .column("Step", 72, SWT.TRAIL, e -> Units.count(e.evaluation().step()))
                .column("Run", 220, SWT.LEAD, e -> e.row().run().name())
                .onOpen(first -> openSelected());
        getSite().setSelectionProvider(table.viewer());
        stack.topControl = table.control();
        polling.schedule();
    }

    private boolean read() {
        List<Entry> entries = new ArrayList<>();
        for (RunRow row : model.rows()) {
            evaluations.read(row.run()).forEach(evaluation -> entries.add(new Entry(row, evaluation)));
        }
        updates.postLatest(this, () -> show(entries));
        model.refresh();
        return !disposed;
    }

    private void show(List<Entry> entries) {
        if (!disposed) {
            table.show(entries);
            stack.topControl = entries.isEmpty() ? empty : table.control();
            table.control().getParent().layout();
        }
    }

    /** The selected ones as one editor: beside each other where they are several. */
    private void openSelected() {
        List<EvaluationInput> selected = new ArrayList<>();
        for (Object element : table.viewer().getStructuredSelection()) {
            Entry entry = (Entry) element;
            Evaluation evaluation = entry.evaluation();
            selected.add(new EvaluationInput(entry.row().run().path(), evaluation.set(), evaluation.step()));
        }
        PartOpener.open(getSite().getPage(), EvaluationsInput.of(selected), Ids.VERIFICATION_EDITOR);
    }

    @Override
    public void setFocus() {
        stack.topControl.setFocus();
    }

    @Override
    public void dispose() {
        disposed = true;
        polling.cancel();
        super.dispose();
    }
}
