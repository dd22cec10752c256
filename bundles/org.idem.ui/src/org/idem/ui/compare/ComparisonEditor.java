package org.idem.ui.compare;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.core.commands.operations.IUndoContext;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.PartInitException;
import org.idem.run.RunLabels;
import org.idem.run.compare.RunTable;
import org.idem.run.query.RunRecord;
import org.idem.ui.Ids;
import org.idem.ui.PartOpener;
import org.idem.ui.charts.ChartChoice;
import org.idem.ui.charts.ChartHistory;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.jobs.Polling;
import org.idem.ui.parts.ReadOnlyEditor;
import org.idem.ui.run.RunInput;
import org.idem.ui.runs.RunRow;
import org.idem.ui.runs.RunsModel;
import org.idem.ui.selection.PartSelection;
import org.idem.ui.widgets.UiUpdateQueue;

/** Shows several runs on a page each for charts, differences, values and results, and what changes while they go on. */
public final class ComparisonEditor extends ReadOnlyEditor {
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final List<ComparisonPage> pages = new ArrayList<>();
    private final Polling polling = new Polling("Reading runs to compare", PERIOD, this::read);
    private final Polling keeping = new Polling("Keeping the choice of charts", Duration.ZERO, this::keep);
    private final PartSelection selection = new PartSelection();
    private RunsModel model;
    private final ChartHistory charts = new ChartHistory(this::draw);
    private UiUpdateQueue updates;
    private ComparisonReader reader;
    private ComparisonHeader header;
    private Runnable stopListening = () -> {};
    private List<ComparedRun> shown = List.of();
    private List<RunRecord> records = List.of();

    @Override
    public void init(IEditorSite site, IEditorInput input) throws PartInitException {
        if (!(input instanceof ComparisonInput runs) || !runs.exists()) {
            throw new PartInitException("These runs are gone: " + input.getToolTipText());
        }
        super.init(site, input);
        model = site.getService(RunsModel.class);
        reader = new ComparisonReader(
                runs.runs(), site.getService(WorkFolder.class).path(), () -> stylesOf(model));
        setPartName(input.getName());
        site.setSelectionProvider(selection);
    }

    private static Collection<Integer> stylesOf(RunsModel model) {
        return model.rows().stream()
                .map(row -> row.labels().style())
                .filter(style -> style != RunLabels.NO_STYLE)
                .toList();
    }

    @Override
    protected void createHeader(Composite parent) {
        header = new ComparisonHeader(parent, this::pointOut);
    }

    @Override
    protected void createPages() {
        updates = getSite().getService(UiUpdateQueue.class);
        add(new OverlaidChartsPage(getContainer(), updates, this::choose, this::pointOut, this::open));
        add(new DifferencesPage(getContainer(), updates));
        add(new ValuesPage(getContainer(), updates));
        add(new ScatterPage(getContainer(), updates, this::pointOut, this::open));
        add(new ParallelPage(getContainer(), updates, this::pointOut, this::open));
        polling.schedule();
        stopListening = model.onChange(() -> updates.postLatest(pages, this::showResults));
    }

    private void add(ComparisonPage page) {
        pages.add(page);
        addPage(page.title(), page.control());
    }

    /** One run is seen before the others, here and in the Runs view; all alike for null. */
    private void pointOut(String key) {
        pages.forEach(page -> page.emphasize(key));
        header.emphasize(key);
        RunRow row = key == null ? null : model.row(Path.of(key)).orElse(null);
        if (row == null) {
            selection.setSelection(StructuredSelection.EMPTY);
            return;
        }
        selection.setSelection(new StructuredSelection(row));
        IViewPart view = getSite().getPage().findView(Ids.RUNS_VIEW);
        if (view != null && view.getViewSite().getSelectionProvider() != null) {
            view.getViewSite().getSelectionProvider().setSelection(new StructuredSelection(row));
        }
    }

    private void open(String key) {
        PartOpener.open(getSite().getPage(), new RunInput(Path.of(key)), Ids.RUN_EDITOR);
    }

    private void choose(ChartChoice choice) {
        charts.change(reader.choice(), choice);
    }

    private void draw(ChartChoice choice) {
        reader.setChoice(choice);
        keeping.schedule();
        polling.schedule();
    }

    private boolean keep() {
        reader.keepChoice();
        return false;
    }

    private boolean read() {
        ComparisonSnapshot snapshot = reader.read();
        if (snapshot != null) {
            updates.postLatest(this, () -> show(snapshot));
        }
        return !isGone();
    }

    private void show(ComparisonSnapshot snapshot) {
        if (isGone()) {
            return;
        }
        if (snapshot.runs().isEmpty()) {
            showInstead("These runs are gone: their folders were moved or removed.", "Close", () -> getSite()
                    .getPage()
                    .closeEditor(this, false));
            return;
        }
        showPages();
        header.show(snapshot.runs());
        pages.forEach(page -> page.show(snapshot));
        shown = snapshot.runs();
        showResults();
    }

    /** What the Runs view knows of the runs; they look as in the charts. */
    private void showResults() {
        if (isGone() || shown.isEmpty()) {
            return;
        }
        Map<String, Integer> styles =
                shown.stream().collect(Collectors.toMap(ComparedRun::key, ComparedRun::style, (a, b) -> a));
        List<RunRecord> now = shown.stream()
                .flatMap(run -> model.row(run.run().path()).stream())
                .map(RunRow::record)
                .toList();
        if (now.equals(records)) {
            return;
        }
        records = now;
        RunTable table = RunTable.of(now).withStyles(styles);
        pages.forEach(page -> page.showResults(table));
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        return adapter == IUndoContext.class ? adapter.cast(charts.context()) : super.getAdapter(adapter);
    }

    @Override
    public void dispose() {
        stopListening.run();
        polling.cancel();
        charts.dispose();
        super.dispose();
    }
}
