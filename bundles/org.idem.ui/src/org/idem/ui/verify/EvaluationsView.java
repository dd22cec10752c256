package org.idem.ui.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.part.ViewPart;
import org.idem.core.Units;
import org.idem.run.Evaluation;
import org.idem.ui.Ids;
import org.idem.ui.PartOpener;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.icons.Icons;
import org.idem.ui.jobs.Polling;
import org.idem.ui.runs.EvaluationCache;
import org.idem.ui.runs.RunRow;
import org.idem.ui.runs.RunsModel;
import org.idem.ui.widgets.EmptyStatePane;
import org.idem.ui.widgets.UiUpdateQueue;
import org.idem.ui.widgets.table.RecordTable;

/**
 * Every evaluation of every run, the newest run first, then those of other models; Enter opens the selected ones beside
 * each other.
 */
public final class EvaluationsView extends ViewPart {
    private static final Duration PERIOD = Duration.ofSeconds(3);

    /**
     * An evaluation in the list.
     *
     * @param folder the run, or the folder of evaluations of another model
     * @param row the run; empty for another model
     */
    private record Entry(Path folder, Optional<RunRow> row, Evaluation evaluation) implements IAdaptable {
        @Override
        public <T> T getAdapter(Class<T> adapter) {
            return row.map(run -> adapter.isInstance(run) ? adapter.cast(run) : run.getAdapter(adapter))
                    .orElse(null);
        }

        String model() {
            return row.map(run -> run.run().name()).orElseGet(() -> String.valueOf(folder.getFileName()));
        }

        String step() {
            return row.isPresent() ? Units.count(evaluation.step()) : "";
        }

        /** Rows change with every heartbeat; an entry only with its evaluation. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Entry entry && folder.equals(entry.folder) && evaluation.equals(entry.evaluation);
        }

        @Override
        public int hashCode() {
            return 31 * folder.hashCode() + evaluation.hashCode();
        }
    }

    private final StackLayout stack = new StackLayout();
    private final Polling polling = new Polling("Reading evaluations", PERIOD, this::read);
    private final EvaluationCache evaluations = new EvaluationCache();
    private RunsModel model;
    private WorkFolder folder;
    private UiUpdateQueue updates;
    private RecordTable<Entry> table;
    private EmptyStatePane empty;
    private volatile boolean disposed;

    @Override
    public void createPartControl(Composite parent) {
        parent.setLayout(stack);
        model = getSite().getService(RunsModel.class);
        folder = getSite().getService(WorkFolder.class);
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
                .column("Step", 72, SWT.TRAIL, Entry::step)
                .column("Run", 220, SWT.LEAD, Entry::model)
                .onOpen(first -> openSelected());
        getSite().setSelectionProvider(table.viewer());
        stack.topControl = table.control();
        polling.schedule();
    }

    private boolean read() {
        List<Entry> entries = new ArrayList<>();
        for (RunRow row : model.rows()) {
            add(entries, row.run().path(), Optional.of(row), row.run().eval());
        }
        for (Path models : ModelEvaluations.folders(folder)) {
            add(entries, models, Optional.empty(), models);
        }
        updates.postLatest(this, () -> show(entries));
        model.refresh();
        return !disposed;
    }

    private void add(List<Entry> entries, Path owner, Optional<RunRow> row, Path from) {
        evaluations.read(from).forEach(evaluation -> entries.add(new Entry(owner, row, evaluation)));
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
            selected.add(new EvaluationInput(entry.folder(), evaluation.set(), evaluation.step()));
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
