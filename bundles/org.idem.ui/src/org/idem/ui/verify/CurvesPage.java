package org.idem.ui.verify;

import java.util.List;
import java.util.Locale;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.idem.metrics.OperatingPoint;
import org.idem.metrics.Roc;
import org.idem.metrics.TarAtFarRow;
import org.idem.ui.widgets.UiUpdateQueue;
import org.idem.ui.widgets.chart.ChartCanvas;
import org.idem.ui.widgets.table.RecordTable;

/**
 * ROC and DET of all evaluations that are open. Both charts have one crosshair, and a table says what each model does at the
 * false accept rate below it, or at the threshold when that moved last.
 */
final class CurvesPage implements VerificationPage {
    private final Composite page;
    private final ChartCanvas roc;
    private final ChartCanvas det;
    private final RecordTable<ModelPoint> table;
    private final ThresholdModel threshold;
    private List<EvaluationReading> readings = List.of();

    CurvesPage(Composite parent, UiUpdateQueue updates, ThresholdModel threshold) {
        this.threshold = threshold;
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(8, 8).spacing(8, 8).applyTo(page);
        SashForm charts = new SashForm(page, SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(charts);
        roc = EvaluationCharts.canvas(charts, "ROC", updates);
        det = EvaluationCharts.canvas(charts, "DET", updates);
        roc.addCrosshairListener(this::readAt);
        det.addCrosshairListener(this::readAt);
        threshold.addListener(this::showThreshold);
        table = new RecordTable<ModelPoint>(page)
                .column("Model", 260, SWT.LEAD, ModelPoint::name)
                .column("FAR", 88, SWT.TRAIL, one -> rate(one.point().far()))
                .column("False accepts", 160, SWT.TRAIL, ModelPoint::falseAccepts)
                .column(
                        "TAR",
                        80,
                        SWT.TRAIL,
                        one -> TarTable.percent(one.point().tar()))
                .column("False rejects", 160, SWT.TRAIL, ModelPoint::falseRejects)
                .column("Threshold", 96, SWT.TRAIL, one -> cosine(one.point().threshold()))
                .stretched(96);
        GridDataFactory.fillDefaults().grab(true, false).hint(SWT.DEFAULT, 120).applyTo(table.control());
    }

    private void readAt(double far) {
        roc.setCrosshair(far);
        det.setCrosshair(far);
        if (!Double.isNaN(far)) {
            table.show(ModelPoint.of(readings, curve -> atFar(curve, far)));
        }
    }

    private static OperatingPoint atFar(Roc curve, double far) {
        TarAtFarRow row = curve.at(far);
        return curve.accepting(row.threshold());
    }

    private void showThreshold(double cosine) {
        List<ModelPoint> read = ModelPoint.of(readings, curve -> curve.accepting(cosine));
        table.show(read);
        if (!read.isEmpty()) {
            OperatingPoint first = read.get(0).point();
            double far = Math.max(first.far(), 0.5 / first.impostors());
            roc.setCrosshair(far);
            det.setCrosshair(far);
        }
    }

    private static String rate(double far) {
        return far == 0 ? "0" : String.format(Locale.ROOT, "%.2e", far);
    }

    private static String cosine(double threshold) {
        return Double.isFinite(threshold) ? String.format(Locale.ROOT, "%.4f", threshold) : "none accepted";
    }

    @Override
    public String title() {
        return "Curves";
    }

    @Override
    public Control control() {
        return page;
    }

    @Override
    public void show(List<EvaluationReading> shown, EvaluationCharts charts) {
        readings = shown;
        roc.setModel(charts.roc());
        det.setModel(charts.det());
        if (!Double.isNaN(threshold.cosine())) {
            showThreshold(threshold.cosine());
        }
    }
}
