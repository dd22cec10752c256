package org.idem.ui.verify;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Text;
import org.idem.core.Units;
import org.idem.metrics.TarAtFarRow;
import org.idem.run.Evaluation;
import org.idem.ui.widgets.KeyValuePane;
import org.idem.ui.widgets.UiUpdateQueue;
import org.idem.ui.widgets.chart.ChartCanvas;
import org.idem.ui.widgets.table.RecordTable;

/** One evaluation at a glance: figures, TAR@FAR table, ROC, DET and the spread of scores. */
final class SummaryPage implements VerificationPage {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

    private final SashForm halves;
    private final KeyValuePane figures;
    private final Text overlap;
    private final RecordTable<TarAtFarRow> table;
    private final ChartCanvas roc;
    private final ChartCanvas det;
    private final ChartCanvas scores;

    SummaryPage(Composite parent, UiUpdateQueue updates, ThresholdModel threshold) {
        halves = new SashForm(parent, SWT.VERTICAL);
        Composite top = new Composite(halves, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(8, 8).spacing(8, 8).applyTo(top);
        figures = new KeyValuePane(top, 4);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(figures);
        overlap = new Text(top, SWT.READ_ONLY | SWT.MULTI | SWT.WRAP);
        overlap.setToolTipText("Data > Doctor… against another set finds people who are in both.");
        GridDataFactory.fillDefaults().grab(true, false).exclude(true).applyTo(overlap);
        table = TarTable.create(top);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(table.control());
        table.viewer().addSelectionChangedListener(event -> {
            if (event.getStructuredSelection().getFirstElement() instanceof TarAtFarRow row
                    && Double.isFinite(row.threshold())) {
                threshold.set(row.threshold());
            }
        });
        SashForm charts = new SashForm(halves, SWT.HORIZONTAL);
        roc = EvaluationCharts.canvas(charts, "ROC", updates);
        det = EvaluationCharts.canvas(charts, "DET", updates);
        scores = EvaluationCharts.canvas(charts, "Scores", updates);
        halves.setWeights(48, 52);
    }

    @Override
    public String title() {
        return "Summary";
    }

    @Override
    public Control control() {
        return halves;
    }

    @Override
    public void show(List<EvaluationReading> readings, EvaluationCharts charts) {
        EvaluationReading reading = readings.get(0);
        figures.show(figures(reading));
        overlap.setText(reading.overlap());
        overlap.setVisible(!reading.overlap().isEmpty());
        ((GridData) overlap.getLayoutData()).exclude = reading.overlap().isEmpty();
        table.show(reading.evaluation().table());
        roc.setModel(charts.roc());
        det.setModel(charts.det());
        scores.setModel(
                reading.scored().isEmpty() ? charts.scores() : charts.scores().withMarks(reading.marks()));
        figures.getParent().layout(true, true);
    }

    private static Map<String, String> figures(EvaluationReading reading) {
        Evaluation evaluation = reading.evaluation();
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("Accuracy", TarTable.accuracy(evaluation));
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
        String kinds = reading.scored()
                .map(scored -> " (" + Units.count(scored.roc().genuine()) + " of one person)")
                .orElse("");
        return all + kinds + reading.evaluation().figures().counts().leftOut();
    }
}
