package org.idem.ui.compare;

import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.idem.chart.ChartTheme;
import org.idem.ui.widgets.ControlTheme;

/** The legend of all pages: how each run is drawn, and what tells it from the others. UI thread only. */
final class ComparisonHeader {
    private static final int LINE = 24;
    private static final int HEIGHT = 16;
    private static final int DASHES = 3;
    private static final int[][] PATTERNS = {null, {6, 3}, {2, 2}};

    private final Composite bar;
    private String shown = "";

    ComparisonHeader(Composite parent) {
        bar = new Composite(parent, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(bar);
        RowLayout layout = new RowLayout(SWT.HORIZONTAL);
        layout.marginLeft = 12;
        layout.marginTop = 8;
        layout.marginBottom = 4;
        layout.spacing = 16;
        layout.center = true;
        bar.setLayout(layout);
    }

    void show(List<ComparedRun> runs) {
        String now = runs.stream().map(run -> run.legend() + run.style()).collect(Collectors.joining("\n"));
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        for (Control child : bar.getChildren()) {
            child.dispose();
        }
        runs.forEach(this::add);
        bar.requestLayout();
        bar.getParent().layout(true, true);
    }

    private void add(ComparedRun run) {
        Composite entry = new Composite(bar, SWT.NONE);
        RowLayout layout = new RowLayout(SWT.HORIZONTAL);
        layout.center = true;
        layout.marginTop = 0;
        layout.marginBottom = 0;
        entry.setLayout(layout);
        Canvas line = new Canvas(entry, SWT.NONE) {
            @Override
            public Point computeSize(int width, int height, boolean changed) {
                return new Point(LINE, HEIGHT);
            }
        };
        line.addListener(SWT.Paint, event -> draw(event.gc, line, run.style()));
        Label name = new Label(entry, SWT.NONE);
        boolean named = run.legend().startsWith(run.run().name());
        String text = named ? run.legend() : run.shortName() + ": " + run.legend();
        name.setText(text.replace("&", "&&"));
        name.setToolTipText(run.run().name());
    }

    private static void draw(GC gc, Control control, int style) {
        ChartTheme theme = ControlTheme.of(control);
        java.awt.Color color = theme.color(style);
        gc.setForeground(new Color(color.getRed(), color.getGreen(), color.getBlue()));
        gc.setLineWidth(2);
        int[] dash = PATTERNS[style / theme.palette().size() % DASHES];
        if (dash != null) {
            gc.setLineDash(dash);
        }
        gc.drawLine(0, HEIGHT / 2, LINE, HEIGHT / 2);
    }
}
