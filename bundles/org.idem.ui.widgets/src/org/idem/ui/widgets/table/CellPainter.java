package org.idem.ui.widgets.table;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;

/**
 * Draws what a cell shows in place of text. UI thread only.
 *
 * @param <T> a line
 */
@FunctionalInterface
public interface CellPainter<T> {
    /** Draws into {@code bounds}; the line's background is there already. */
    void paint(GC gc, Rectangle bounds, T line, boolean selected);
}
