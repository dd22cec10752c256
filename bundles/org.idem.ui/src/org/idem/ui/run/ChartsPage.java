package org.idem.ui.run;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.idem.chart.LineChartModel;
import org.idem.chart.Viewport;
import org.idem.ui.widgets.UiUpdateQueue;
import org.idem.ui.widgets.chart.ChartCanvas;

/** Four charts over the same steps: zoom and crosshair of one move those of the others. */
final class ChartsPage implements RunPage {
    private final Composite holder;
    private final Map<RunChart, ChartCanvas> charts = new EnumMap<>(RunChart.class);

    ChartsPage(Composite parent, UiUpdateQueue updates, Consumer<RunChart> toggleSmoothing) {
        holder = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout(2, true);
        layout.marginWidth = 4;
        layout.marginHeight = 4;
        layout.horizontalSpacing = 4;
        layout.verticalSpacing = 4;
        holder.setLayout(layout);
        for (RunChart kind : RunChart.values()) {
            ChartCanvas canvas = new ChartCanvas(holder, updates);
            GridData data = new GridData(SWT.FILL, SWT.FILL, true, true);
            data.minimumHeight = 120;
            data.widthHint = 320;
            data.heightHint = 200;
            canvas.setLayoutData(data);
            canvas.setModel(LineChartModel.reading(kind.title()));
            canvas.addViewListener(view -> follow(kind, view));
            canvas.addCrosshairListener(x -> follow(kind, x));
            if (kind.isSmooth()) {
                canvas.setSmoothing(() -> toggleSmoothing.accept(kind));
            }
            charts.put(kind, canvas);
        }
    }

    @Override
    public String title() {
        return "Charts";
    }

    @Override
    public Control control() {
        return holder;
    }

    @Override
    public void show(RunSnapshot snapshot) {
        snapshot.charts().forEach((kind, model) -> {
            if (charts.get(kind).model() != model) {
                charts.get(kind).setModel(model);
            }
        });
    }

    private void follow(RunChart leader, Viewport view) {
        charts.forEach((kind, canvas) -> {
            if (kind != leader) {
                canvas.setViewport(canvas.viewport().withX(view.x()));
            }
        });
    }

    private void follow(RunChart leader, double x) {
        charts.forEach((kind, canvas) -> {
            if (kind != leader) {
                canvas.setCrosshair(x);
            }
        });
    }
}
