package org.idem.ui.widgets.grid;

import org.eclipse.swt.graphics.Rectangle;

/**
 * Where tiles are, by arithmetic alone. All lengths in points; positions in the content are long, since a few hundred
 * million tiles are higher than an int.
 *
 * @param count items
 * @param tile height of a tile's picture
 * @param tileWidth width of a tile's picture: more than its height where one tile shows several
 * @param caption height of the text under it
 * @param width of the visible area
 * @param height of the visible area
 */
record GridGeometry(int count, int tile, int tileWidth, int caption, int width, int height) {
    static final int GAP = 8;

    /** With square tiles. */
    GridGeometry(int count, int tile, int caption, int width, int height) {
        this(count, tile, tile, caption, width, height);
    }

    int columns() {
        return Math.max(1, (width - GAP) / (tileWidth + GAP));
    }

    int rows() {
        return (int) (((long) count + columns() - 1) / columns());
    }

    int rowHeight() {
        return tile + caption + GAP;
    }

    long contentHeight() {
        return (long) rows() * rowHeight() + GAP;
    }

    long maxScroll() {
        return Math.max(0, contentHeight() - height);
    }

    long clamp(long scroll) {
        return Math.max(0, Math.min(maxScroll(), scroll));
    }

    /** The first item of the first row that is seen at least in part. */
    int firstVisible(long scroll) {
        // A row ends, without the gap below it, where the next one's share begins.
        long row = scroll / rowHeight();
        return (int) Math.min(count, row * columns());
    }

    /** One after the last item of the last row that is seen at least in part. */
    int endVisible(long scroll) {
        long row = (Math.max(0, scroll + height - GAP) + rowHeight() - 1) / rowHeight();
        return (int) Math.min(count, row * columns());
    }

    /** A tile with its caption, relative to the visible area. */
    Rectangle bounds(int index, long scroll) {
        int column = index % columns();
        long top = GAP + (long) (index / columns()) * rowHeight() - scroll;
        return new Rectangle(GAP + column * (tileWidth + GAP), (int) top, tileWidth, tile + caption);
    }

    /** The item at a point of the visible area, or -1. */
    int indexAt(int x, int y, long scroll) {
        long inContent = y + scroll - GAP;
        int column = Math.floorDiv(x - GAP, tileWidth + GAP);
        if (inContent < 0 || column < 0 || column >= columns()) {
            return -1;
        }
        boolean inGap = (x - GAP) % (tileWidth + GAP) >= tileWidth || inContent % rowHeight() >= tile + caption;
        long index = inContent / rowHeight() * columns() + column;
        return inGap || index >= count ? -1 : (int) index;
    }

    /** The least scroll from {@code scroll} that shows the item whole. */
    long reveal(int index, long scroll) {
        long top = (long) (index / columns()) * rowHeight();
        long bottom = top + rowHeight() + GAP;
        if (top < scroll) {
            return clamp(top);
        }
        return bottom > scroll + height ? clamp(bottom - height) : clamp(scroll);
    }

    /** Whole rows in view, at least one. */
    int pageRows() {
        return Math.max(1, (height - GAP) / rowHeight());
    }
}
