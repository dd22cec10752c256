package org.idem.ui.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.idem.chart.ChartAxis;
import org.idem.chart.catalog.ScatterChart;
import org.idem.run.compare.RunTable;
import org.idem.ui.widgets.UiUpdateQueue;
import org.idem.ui.widgets.chart.ChartCanvas;

/** Any two of what the runs were given and what came out, a dot for each run. */
final class ScatterPage implements ComparisonPage {
    private final Composite page;
    private final Combo across;
    private final Combo up;
    private final Button logX;
    private final Button logY;
    private final ChartCanvas chart;
    private RunTable table = new RunTable(List.of(), List.of());
    private List<String> ids = List.of();
    private String x = "";
    private String y = "";

    ScatterPage(Composite parent, UiUpdateQueue updates, Consumer<String> pointed, Consumer<String> opened) {
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        Composite bar = new Composite(page, SWT.NONE);
        GridLayoutFactory.fillDefaults()
                .numColumns(6)
                .margins(12, 4)
                .spacing(8, 4)
                .applyTo(bar);
        up = combo(bar, "&Up:");
        across = combo(bar, "A&cross:");
        logY = check(bar, "Log u&p");
        logX = check(bar, "Log ac&ross");
        chart = new ChartCanvas(page, updates);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(chart);
        chart.addCurveListener(pointed);
        chart.setOpening(opened);
        chart.addViewListener(view -> {
            logX.setSelection(view.logX());
            logY.setSelection(view.logY());
        });
        logX.addListener(SWT.Selection, event -> chart.setLogX(logX.getSelection()));
        logY.addListener(SWT.Selection, event -> chart.setLogY(logY.getSelection()));
    }

    private Combo combo(Composite bar, String words) {
        new Label(bar, SWT.NONE).setText(words);
        Combo combo = new Combo(bar, SWT.DROP_DOWN | SWT.READ_ONLY);
        GridDataFactory.fillDefaults().hint(220, SWT.DEFAULT).applyTo(combo);
        combo.addListener(SWT.Selection, event -> choose());
        return combo;
    }

    private static Button check(Composite bar, String words) {
        Button button = new Button(bar, SWT.CHECK);
        button.setText(words);
        return button;
    }

    private void choose() {
        x = ids.get(Math.max(0, across.getSelectionIndex()));
        y = ids.get(Math.max(0, up.getSelectionIndex()));
        // A stretch of one quantity is none of another.
        chart.setViewport(chart.viewport().fit());
        draw();
    }

    @Override
    public String title() {
        return "Scatter";
    }

    @Override
    public Control control() {
        return page;
    }

    @Override
    public void emphasize(String key) {
        chart.setEmphasis(key);
    }

    @Override
    public void show(ComparisonSnapshot snapshot) {
        // It shows results.
    }

    @Override
    public void showResults(RunTable now) {
        table = now;
        List<String> known = now.columns().stream().map(RunTable.Column::id).toList();
        if (!known.equals(ids)) {
            ids = known;
            String[] titles = now.columns().stream().map(RunTable.Column::title).toArray(String[]::new);
            across.setItems(titles);
            up.setItems(titles);
            x = known.contains(x) ? x : usual(true);
            y = known.contains(y) ? y : usual(false);
            across.select(ids.indexOf(x));
            up.select(ids.indexOf(y));
        }
        draw();
    }

    /** Across what was given, upwards how well the runs know faces, or what they lost. */
    private String usual(boolean given) {
        List<RunTable.Column> columns = table.columns();
        return Stream.of(
                        columns.stream().filter(column -> given && !column.isResult()),
                        columns.stream().filter(RunTable.Column::isAccuracy),
                        columns.stream().filter(RunTable.Column::isLoss),
                        columns.stream())
                .flatMap(wanted -> wanted)
                .map(RunTable.Column::id)
                .findFirst()
                .orElse("");
    }

    private void draw() {
        if (ids.isEmpty()) {
            return;
        }
        RunTable.Column right = table.columns(List.of(x)).get(0);
        RunTable.Column upward = table.columns(List.of(y)).get(0);
        List<ScatterChart.Dot> dots = new ArrayList<>();
        for (int i = 0; i < table.runs().size(); i++) {
            RunTable.Row run = table.runs().get(i);
            dots.add(new ScatterChart.Dot(run.key(), run.name(), run.style(), right.place(i), upward.place(i)));
        }
        logX.setEnabled(right.isNumber());
        logY.setEnabled(upward.isNumber());
        chart.setModel(ScatterChart.of(axis(right), axis(upward), dots));
    }

    private static ChartAxis axis(RunTable.Column column) {
        return column.isNumber() ? ChartAxis.linear(column.title()) : ChartAxis.ofWords(column.title(), column.words());
    }
}
