package org.idem.ui.widgets.grid;

import java.util.function.Function;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.idem.chart.ChartTheme;
import org.idem.ui.widgets.ControlTheme;

/**
 * All items of a grid as one strip: groups in alternating colours where there is room, and how many images each group has
 * where many share a pixel (the darker, the more). A frame shows what is in view; a click or drag goes there.
 */
public final class GridRuler extends Canvas {
    private static final int WIDTH = 22;
    private static final int MARGIN = 4;
    /** Images of a group at which its strip is fully coloured. */
    private static final double FULL = 200;

    private final ImageGrid grid;
    private Function<Integer, String> description = this::plainDescription;

    public GridRuler(Composite parent, ImageGrid grid) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS | SWT.NO_BACKGROUND);
        this.grid = grid;
        addListener(SWT.Paint, event -> paint(event.gc));
        addListener(SWT.MouseDown, this::jump);
        addListener(SWT.MouseMove, this::move);
        grid.addViewListener(this::viewChanged);
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent event) {
                event.result = "Overview, items " + (grid.firstVisible() + 1) + " to " + grid.endVisible() + " of "
                        + grid.model().size();
            }
        });
    }

    /** What the tooltip says of an item. */
    public void setDescription(Function<Integer, String> words) {
        description = words;
    }

    private String plainDescription(int index) {
        String group = grid.model().groupLabel(index);
        String place = String.format("%,d of %,d", index + 1, grid.model().size());
        return group.isEmpty() ? place : group + " · " + place;
    }

    private void viewChanged() {
        if (!isDisposed()) {
            redraw();
        }
    }

    private void paint(GC gc) {
        Rectangle client = getClientArea();
        gc.setBackground(getBackground());
        gc.fillRectangle(client);
        int size = grid.model().size();
        if (size == 0 || client.height <= 2 * MARGIN) {
            return;
        }
        paintGroups(gc, client, size);
        paintWindow(gc, client, size);
    }

    private void paintGroups(GC gc, Rectangle client, int size) {
        ChartTheme theme = ControlTheme.of(this);
        int height = client.height - 2 * MARGIN;
        GridModel model = grid.model();
        for (int row = 0; row < height; row++) {
            int from = (int) ((long) row * size / height);
            int to = (int) Math.max(from + 1L, (row + 1L) * size / height);
            int first = model.group(from);
            int last = model.group(Math.min(size, to) - 1);
            gc.setBackground(ControlTheme.swt(theme.color(first == last ? Math.floorMod(first, 2) : 0)));
            gc.setAlpha(alpha(first, last, to - from));
            gc.fillRectangle(MARGIN + 2, MARGIN + row, client.width - 2 * MARGIN - 4, 1);
        }
        gc.setAlpha(255);
    }

    private static int alpha(int first, int last, int images) {
        if (first < 0) {
            return 40;
        }
        if (first == last) {
            return 150;
        }
        double perGroup = images / (Math.abs((double) last - first) + 1);
        return (int) (50 + 205 * Math.min(1, Math.log1p(perGroup) / Math.log1p(FULL)));
    }

    private void paintWindow(GC gc, Rectangle client, int size) {
        int height = client.height - 2 * MARGIN;
        int top = MARGIN + (int) ((long) grid.firstVisible() * height / size);
        int bottom = MARGIN + (int) ((long) grid.endVisible() * height / size);
        gc.setForeground(getForeground());
        gc.setLineWidth(2);
        gc.drawRoundRectangle(2, Math.max(2, top - 2), client.width - 4, Math.max(6, bottom - top + 3), 4, 4);
        gc.setLineWidth(1);
    }

    private int indexAt(int y) {
        int height = Math.max(1, getClientArea().height - 2 * MARGIN);
        long index = (long) (y - MARGIN) * grid.model().size() / height;
        return (int) Math.max(0, Math.min(grid.model().size() - 1L, index));
    }

    private void jump(Event event) {
        if (grid.model().size() > 0) {
            grid.scrollToItem(indexAt(event.y));
        }
    }

    private void move(Event event) {
        if (grid.model().size() == 0) {
            return;
        }
        if ((event.stateMask & SWT.BUTTON1) != 0) {
            jump(event);
        }
        String words = description.apply(indexAt(event.y));
        if (!words.equals(getToolTipText())) {
            setToolTipText(words);
        }
    }

    @Override
    public Point computeSize(int widthHint, int heightHint, boolean changed) {
        return new Point(
                widthHint == SWT.DEFAULT ? WIDTH : widthHint, heightHint == SWT.DEFAULT ? 2 * WIDTH : heightHint);
    }
}
