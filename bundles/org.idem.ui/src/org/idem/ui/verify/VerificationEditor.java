package org.idem.ui.verify;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.PartInitException;
import org.idem.chart.LineChartModel;
import org.idem.core.Units;
import org.idem.metrics.TarAtFarRow;
import org.idem.run.Evaluation;
import org.idem.run.RunDirectory;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.jobs.LoadJob;
import org.idem.ui.parts.ReadOnlyEditor;
import org.idem.ui.widgets.KeyValuePane;
import org.idem.ui.widgets.UiUpdateQueue;
import org.idem.ui.widgets.chart.ChartCanvas;
import org.idem.ui.widgets.table.RecordTable;

/**
 * One evaluation: figures, TAR@FAR table, ROC, DET and the spread of scores on one page, the wrong pairs on another.
 */
public final class VerificationEditor extends ReadOnlyEditor {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

    private EvaluationInput input;
    private LoadJob<Optional<EvaluationReading>> loading;
    private LoadJob<Optional<WrongPairs>> loadingPairs;
    private KeyValuePane figures;
    private RecordTable<TarAtFarRow> table;
    private ChartCanvas roc;
    private ChartCanvas det;
    private ChartCanvas scores;
    private PairsPage pairs;

    @Override
    public void init(IEditorSite site, IEditorInput given) throws PartInitException {
        if (!(given instanceof EvaluationInput evaluation) || !given.exists()) {
            throw new PartInitException("This evaluation is gone: " + given.getToolTipText());
        }
        super.init(site, given);
        setPartName(given.getName());
        input = evaluation;
    }

    @Override
    protected void createPages() {
        UiUpdateQueue updates = getSite().getService(UiUpdateQueue.class);
        addPage("Summary", summary(updates));
        pairs = new PairsPage(getContainer());
        addPage("Pairs", pairs.control());
        loading = new LoadJob<>(
                "Reading " + input.getName(), () -> input.read().map(EvaluationReading::of), this::show, updates);
        loading.schedule();
        Path folder = getSite().getService(WorkFolder.class).path();
        loadingPairs = new LoadJob<>(
                "Reading the pairs of " + input.getName(),
                () -> input.read().map(one -> WrongPairs.of(one, folder)),
                this::showPairs,
                updates);
        loadingPairs.schedule();
    }

    private Composite summary(UiUpdateQueue updates) {
        SashForm halves = new SashForm(getContainer(), SWT.VERTICAL);
        Composite top = new Composite(halves, SWT.NONE);
        GridLayout layout = new GridLayout();
        layout.marginWidth = 8;
        layout.marginHeight = 8;
        layout.verticalSpacing = 8;
        top.setLayout(layout);
        figures = new KeyValuePane(top, 4);
        figures.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        table = TarTable.create(top);
        table.control().setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        SashForm charts = new SashForm(halves, SWT.HORIZONTAL);
        roc = chart(charts, "ROC", updates);
        det = chart(charts, "DET", updates);
        scores = chart(charts, "Scores", updates);
        halves.setWeights(48, 52);
        return halves;
    }

    private static ChartCanvas chart(Composite parent, String title, UiUpdateQueue updates) {
        ChartCanvas canvas = new ChartCanvas(parent, updates);
        canvas.setModel(LineChartModel.reading(title));
        return canvas;
    }

    private void show(Optional<EvaluationReading> read) {
        if (figures.isDisposed()) {
            return;
        }
        read.ifPresentOrElse(this::show, () -> showInstead("This evaluation is no longer in the run.", "", () -> {}));
    }

    private void showPairs(Optional<WrongPairs> read) {
        if (!pairs.control().isDisposed()) {
            read.ifPresent(pairs::show);
        }
    }

    private void show(EvaluationReading reading) {
        figures.show(figures(reading));
        table.show(reading.evaluation().table());
        roc.setModel(reading.roc());
        det.setModel(reading.det());
        scores.setModel(reading.scores());
        figures.getParent().layout(true, true);
    }

    private static Map<String, String> figures(EvaluationReading reading) {
        Evaluation evaluation = reading.evaluation();
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put(
                "Accuracy",
                TarTable.percent(evaluation.accuracy()) + " ± " + TarTable.percent(evaluation.accuracyStd()));
        shown.put("AUC", String.format(Locale.ROOT, "%.5f", evaluation.auc()));
        shown.put("EER", TarTable.percent(evaluation.eer()));
        shown.put("Pairs", pairs(reading));
        shown.put("Set", evaluation.set());
        shown.put("Step", Units.count(evaluation.step()));
        shown.put("Measured", TIME.format(evaluation.when()));
        shown.put("File", String.valueOf(evaluation.file().getFileName()));
        return shown;
    }

    private static String pairs(EvaluationReading reading) {
        String all = Units.count(reading.evaluation().pairs());
        String kinds = reading.genuine() == 0 ? "" : " (" + Units.count(reading.genuine()) + " of one person)";
        return all + kinds + reading.evaluation().figures().counts().leftOut();
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        return adapter == RunDirectory.class ? input.getAdapter(adapter) : super.getAdapter(adapter);
    }

    @Override
    public void dispose() {
        if (loading != null) {
            loading.cancel();
            loadingPairs.cancel();
        }
        super.dispose();
    }
}
