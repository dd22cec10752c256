package org.idem.ui.compare;

import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
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
    private final Consumer<String> pointOut;
    private final Map<String, Label> names = new HashMap<>();
    private String shown = "";

    /** A click on a run points it out. */
    ComparisonHeader(Composite parent, Consumer<String> pointOut) {
        this.pointOut = pointOut;
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
        names.clear();
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
        names.put(run.key(), name);
        for (Control part : List.of(line, name)) {
            part.addListener(SWT.MouseDown, event -> pointOut.accept(run.key()));
        }
    }

    /** The run that is pointed out stands in bold. */
    void emphasize(String key) {
        names.forEach((run, name) -> name.setFont(
                run.equals(key)
                        ? JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT)
                        : bar.getFont()));
        bar.requestLayout();
    }

    private static void draw(GC gc, Control control, int style) {
        ChartTheme theme = ControlTheme.of(control);
        gc.setForeground(ControlTheme.swt(theme.color(style)));
        gc.setLineWidth(2);
        int[] dash = PATTERNS[style / theme.palette().size() % DASHES];
        if (dash != null) {
            gc.setLineDash(dash);
        }
        gc.drawLine(0, HEIGHT / 2, LINE, HEIGHT / 2);
        Shape marker = theme.marker(style);
        if (marker != null) {
            gc.setBackground(gc.getForeground());
            gc.fillPolygon(corners(marker));
        }
    }

    private static int[] corners(Shape marker) {
        List<Integer> corners = new ArrayList<>();
        double[] at = new double[6];
        for (PathIterator path = marker.getPathIterator(null); !path.isDone(); path.next()) {
            if (path.currentSegment(at) != PathIterator.SEG_CLOSE) {
                corners.add(LINE / 2 + (int) Math.round(at[0]));
                corners.add(HEIGHT / 2 + (int) Math.round(at[1]));
            }
        }
        return corners.stream().mapToInt(Integer::intValue).toArray();
    }
}
