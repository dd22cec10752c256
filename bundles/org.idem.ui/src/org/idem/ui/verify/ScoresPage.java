package org.idem.ui.verify;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.idem.chart.ChartMark;
import org.idem.chart.LineChartModel;
import org.idem.ui.widgets.UiUpdateQueue;
import org.idem.ui.widgets.chart.ChartCanvas;
import org.idem.ui.widgets.table.RecordTable;

/** How the scores of both kinds of pairs are spread, and what a threshold that the user moves does to them. */
final class ScoresPage implements VerificationPage {
    private final Composite page;
    private final ChartCanvas chart;
    private final ThresholdBar bar;
    private final RecordTable<ModelPoint> table;
    private final ThresholdModel threshold;
    private List<EvaluationReading> readings = List.of();
    private LineChartModel plain = LineChartModel.empty("Scores");

    ScoresPage(Composite parent, UiUpdateQueue updates, ThresholdModel threshold) {
        this.threshold = threshold;
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(8, 8).spacing(8, 8).applyTo(page);
        chart = EvaluationCharts.canvas(page, "Scores", updates);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(chart);
        bar = new ThresholdBar(page, threshold);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(bar.control());
        table = new RecordTable<ModelPoint>(page)
                .column("Model", 260, SWT.LEAD, ModelPoint::name)
                .column("FAR", 88, SWT.TRAIL, one -> percent(one.point().far()))
                .column("FRR", 88, SWT.TRAIL, one -> percent(one.point().frr()))
                .column("Accuracy", 88, SWT.TRAIL, one -> percent(one.point().accuracy()))
                .column("False accepts", 160, SWT.TRAIL, ModelPoint::falseAccepts)
                .column("False rejects", 160, SWT.TRAIL, ModelPoint::falseRejects)
                .stretched(160)
                .identifiedBy(ModelPoint::name);
        GridDataFactory.fillDefaults().grab(true, false).hint(SWT.DEFAULT, 120).applyTo(table.control());
        threshold.addListener(cosine -> showThreshold());
    }

    private static String percent(double rate) {
        return String.format(Locale.ROOT, "%.3f %%", 100 * rate);
    }

    @Override
    public String title() {
        return "Scores";
    }

    @Override
    public Control control() {
        return page;
    }

    @Override
    public void show(List<EvaluationReading> shown, EvaluationCharts charts) {
        readings = shown;
        plain = charts.scores();
        Optional<EvaluationReading.Scored> first =
                shown.stream().flatMap(reading -> reading.scored().stream()).findFirst();
        bar.control().setEnabled(first.isPresent());
        first.ifPresent(bar::offer);
        chart.setModel(plain);
        if (!Double.isNaN(threshold.cosine())) {
            showThreshold();
        }
    }

    private void showThreshold() {
        double cosine = threshold.cosine();
        List<ModelPoint> points = ModelPoint.of(readings, curve -> curve.accepting(cosine));
        table.show(points);
        if (!points.isEmpty()) {
            String word = String.format(Locale.ROOT, "threshold %.4f", cosine);
            chart.setModel(plain.withMarks(List.of(new ChartMark.VerticalLine(cosine, word))));
        }
    }
}
