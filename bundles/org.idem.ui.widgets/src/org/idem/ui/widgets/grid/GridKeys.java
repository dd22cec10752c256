package org.idem.ui.widgets.grid;

import org.eclipse.swt.SWT;

/** Where keys lead. */
final class GridKeys {
    private GridKeys() {}

    /**
     * The item to which a key moves, or -1 if it is not a key that moves.
     *
     * @param focus the present item, or -1
     */
    static int target(int keyCode, int focus, GridGeometry geometry) {
        int last = geometry.count() - 1;
        if (last < 0) {
            return -1;
        }
        int columns = geometry.columns();
        int page = geometry.pageRows() * columns;
        return switch (keyCode) {
            case SWT.HOME -> 0;
            case SWT.END -> last;
            case SWT.ARROW_LEFT -> moved(focus, -1, last);
            case SWT.ARROW_RIGHT -> moved(focus, 1, last);
            case SWT.ARROW_UP -> moved(focus, -columns, last);
            case SWT.ARROW_DOWN -> moved(focus, columns, last);
            case SWT.PAGE_UP -> focus < 0 ? 0 : stay(focus, -page, columns, last);
            case SWT.PAGE_DOWN -> focus < 0 ? 0 : stay(focus, page, columns, last);
            default -> -1;
        };
    }

    /** A step that would leave the grid is not taken, but for the one down into a shorter last row. */
    private static int moved(int focus, int by, int last) {
        if (focus < 0) {
            return 0;
        }
        long target = (long) focus + by;
        if (target >= 0 && target <= last) {
            return (int) target;
        }
        boolean lastRowBelow = by > 1 && focus / by < last / by;
        return lastRowBelow ? last : focus;
    }

    /** A page, or as many rows as there are. */
    private static int stay(int focus, int by, int columns, int last) {
        long target = (long) focus + by;
        if (target < 0) {
            return focus % columns;
        }
        if (target <= last) {
            return (int) target;
        }
        int inLastRow = last / columns * columns + focus % columns;
        return Math.min(last, inLastRow);
    }
}
