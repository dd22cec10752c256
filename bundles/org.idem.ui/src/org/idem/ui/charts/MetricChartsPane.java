package org.idem.ui.charts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.idem.chart.LineChartModel;
import org.idem.chart.Viewport;
import org.idem.run.compare.MetricAxis;
import org.idem.ui.dialogs.ColumnsDialog;
import org.idem.ui.widgets.UiUpdateQueue;
import org.idem.ui.widgets.chart.ChartCanvas;
import org.idem.ui.widgets.chart.ViewHistory;

/**
 * Charts over a common axis, and what chooses them: zoom and crosshair of one move those of the others. Charts fill the
 * pane, and are scrolled where there are too many for it. UI thread only.
 */
public final class MetricChartsPane {
    private static final int LEAST_HEIGHT = 220;
    private static final int LEAST_WIDTH = 320;
    private static final int GAP = 4;

    private final Composite page;
    private final Combo axis;
    private final Button smooth;
    private final ScrolledComposite scrolled;
    private final Composite grid;
    private final UiUpdateQueue updates;
    private final Consumer<ChartChoice> choose;
    private final ViewHistory history = new ViewHistory();
    private final Map<String, ChartCanvas> charts = new LinkedHashMap<>();
    private ChartChoice choice = ChartChoice.USUAL;
    private List<String> tags = List.of();
    private Consumer<String> pointOut;
    private Consumer<String> open;
    private String emphasized;
    private String revealing;
    private String revealingWords = "";

    /** No charts yet; {@code choose} is told what the user wants to see. */
    public MetricChartsPane(Composite parent, UiUpdateQueue updates, Consumer<ChartChoice> choose) {
        this.updates = updates;
        this.choose = choose;
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        Composite bar = new Composite(page, SWT.NONE);
        GridLayoutFactory.fillDefaults()
                .numColumns(4)
                .margins(12, 4)
                .spacing(8, 4)
                .applyTo(bar);
        Label over = new Label(bar, SWT.NONE);
        over.setText("O&ver:");
        axis = new Combo(bar, SWT.DROP_DOWN | SWT.READ_ONLY);
        axis.setItems(Arrays.stream(MetricAxis.values()).map(MetricAxis::title).toArray(String[]::new));
        axis.addListener(
                SWT.Selection,
                event -> choose.accept(choice.withAxis(MetricAxis.values()[Math.max(0, axis.getSelectionIndex())])));
        smooth = new Button(bar, SWT.CHECK);
        smooth.setText("&Averages over bands");
        smooth.addListener(SWT.Selection, event -> choose.accept(choice.withSmoothed(smooth.getSelection())));
        Button which = new Button(bar, SWT.PUSH);
        which.setText("C&harts…");
        which.addListener(SWT.Selection, event -> chooseCharts());
        scrolled = new ScrolledComposite(page, SWT.V_SCROLL);
        grid = new Composite(scrolled, SWT.NONE);
        layOut();
    }

    private void layOut() {
        GridDataFactory.fillDefaults().grab(true, true).applyTo(scrolled);
        GridLayout layout = new GridLayout(2, true);
        layout.marginWidth = GAP;
        layout.marginHeight = GAP;
        layout.horizontalSpacing = GAP;
        layout.verticalSpacing = GAP;
        grid.setLayout(layout);
        scrolled.setContent(grid);
        scrolled.setExpandHorizontal(true);
        scrolled.setExpandVertical(true);
        scrolled.addListener(SWT.Resize, event -> fit());
    }

    /**
     * Lets the user point out a curve.
     *
     * @param pointed told its key, or null where none is any more
     * @param opened told the key of the curve that is to be opened
     */
    public void setCurves(Consumer<String> pointed, Consumer<String> opened) {
        pointOut = pointed;
        open = opened;
    }

    /** Shows the curves of a key before all others in all charts; null for all alike. */
    public void emphasize(String key) {
        emphasized = key;
        charts.values().forEach(canvas -> canvas.setEmphasis(key));
    }

    /** The widget to lay out. */
    public Control control() {
        return page;
    }

    /**
     * Shows these charts.
     *
     * @param models what each chart shows by its id, in their order
     * @param now what the user chose
     * @param recorded all metrics that can be chosen
     */
    public void show(Map<String, LineChartModel> models, ChartChoice now, List<String> recorded) {
        boolean otherAxis = choice.axis() != now.axis();
        choice = now;
        tags = recorded;
        axis.select(choice.axis().ordinal());
        smooth.setSelection(choice.smoothed());
        List<String> wanted = new ArrayList<>(models.keySet());
        if (!wanted.equals(List.copyOf(charts.keySet()))) {
            rebuild(wanted);
        }
        models.forEach((id, model) -> {
            ChartCanvas canvas = charts.get(id);
            if (canvas.model() != model) {
                canvas.setModel(model);
            }
            if (otherAxis) {
                // A stretch of steps is no stretch of hours.
                canvas.setViewport(canvas.viewport().withX(null));
            }
        });
        revealWanted();
    }

    /**
     * Brings a chart into view and its crosshair to an event, as soon as both are there.
     *
     * @param chart its id
     * @param words with which the event's label begins
     */
    public void reveal(String chart, String words) {
        revealing = chart;
        revealingWords = words;
        revealWanted();
    }

    private void revealWanted() {
        ChartCanvas canvas = revealing == null ? null : charts.get(revealing);
        if (canvas == null || canvas.model().points() == 0) {
            return;
        }
        revealing = null;
        scrolled.showControl(canvas);
        canvas.setFocus();
        canvas.model().events().stream()
                .filter(event -> event.label().startsWith(revealingWords))
                .findFirst()
                .ifPresent(event -> canvas.moveCrosshair(event.x()));
    }

    private void rebuild(List<String> wanted) {
        charts.entrySet().removeIf(entry -> {
            boolean gone = !wanted.contains(entry.getKey());
            if (gone) {
                entry.getValue().dispose();
            }
            return gone;
        });
        Map<String, ChartCanvas> ordered = new LinkedHashMap<>();
        for (String tag : wanted) {
            ChartCanvas canvas = charts.containsKey(tag) ? charts.get(tag) : create(tag);
            canvas.moveBelow(null);
            ordered.put(tag, canvas);
        }
        charts.clear();
        charts.putAll(ordered);
        ((GridLayout) grid.getLayout()).numColumns = wanted.size() < 2 ? 1 : 2;
        fit();
        grid.layout();
    }

    private ChartCanvas create(String tag) {
        ChartCanvas canvas = new ChartCanvas(grid, updates);
        GridData data = new GridData(SWT.FILL, SWT.FILL, true, true);
        data.minimumHeight = LEAST_HEIGHT;
        data.heightHint = LEAST_HEIGHT;
        data.widthHint = LEAST_WIDTH;
        canvas.setLayoutData(data);
        canvas.setModel(LineChartModel.reading(tag));
        canvas.setHistory(history);
        canvas.addViewListener(view -> follow(canvas, view));
        canvas.addCrosshairListener(x -> follow(canvas, x));
        if (pointOut != null) {
            canvas.addCurveListener(pointOut);
            canvas.setOpening(open);
            canvas.setEmphasis(emphasized);
        }
        canvas.setSmoothing(() -> choose.accept(choice.withSmoothed(!choice.smoothed())));
        return canvas;
    }

    /** Charts fill the page, and are scrolled where there are too many for it. */
    private void fit() {
        int columns = ((GridLayout) grid.getLayout()).numColumns;
        int rows = (charts.size() + columns - 1) / columns;
        scrolled.setMinHeight(rows * (LEAST_HEIGHT + GAP) + GAP);
    }

    private void follow(ChartCanvas leader, Viewport view) {
        charts.values().stream()
                .filter(canvas -> canvas != leader)
                .forEach(canvas -> canvas.setViewport(canvas.viewport().withX(view.x())));
    }

    private void follow(ChartCanvas leader, double x) {
        charts.values().stream().filter(canvas -> canvas != leader).forEach(canvas -> canvas.setCrosshair(x));
    }

    private void chooseCharts() {
        ColumnsDialog dialog = new ColumnsDialog(
                page.getShell(),
                "Charts",
                "Show the &usual charts",
                tags.stream().map(tag -> new ColumnsDialog.Choice(tag, tag)).toList(),
                choice.shown(new TreeSet<>(tags)),
                choice.tags().isEmpty());
        if (dialog.open() == org.eclipse.jface.window.Window.OK) {
            choose.accept(choice.withTags(dialog.chosen()));
        }
    }
}
