package org.idem.ui.widgets.grid;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.ScrollBar;

/** The scroll position of a grid in points, beyond the int that a scroll bar holds. */
final class GridScroll {
    private static final long MOST_UNITS = 1 << 30;

    private final ImageGrid grid;
    private final ScrollBar bar;
    private GridGeometry geometry;
    private long position;
    /** Points for one unit of the bar. */
    private long unit = 1;

    GridScroll(ImageGrid grid) {
        this.grid = grid;
        geometry = grid.geometry();
        bar = grid.getVerticalBar();
        bar.addListener(SWT.Selection, event -> to(bar.getSelection() * unit));
    }

    long position() {
        return position;
    }

    void update(GridGeometry changed) {
        geometry = changed;
        position = geometry.clamp(position);
        long content = Math.max(1, geometry.contentHeight());
        unit = content / MOST_UNITS + 1;
        int thumb = (int) Math.max(1, Math.min(content, geometry.height()) / unit);
        int increment = (int) Math.max(1, geometry.rowHeight() / unit);
        bar.setValues((int) (position / unit), 0, (int) (content / unit), thumb, increment, thumb);
        bar.setEnabled(geometry.maxScroll() > 0);
    }

    void to(long wanted) {
        long clamped = geometry.clamp(wanted);
        if (clamped != position) {
            position = clamped;
            if (bar.getSelection() != (int) (position / unit)) {
                bar.setSelection((int) (position / unit));
            }
            grid.changedView();
        }
    }
}
