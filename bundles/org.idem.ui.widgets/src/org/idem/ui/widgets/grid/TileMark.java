package org.idem.ui.widgets.grid;

import org.eclipse.swt.graphics.GC;

/** A sign before the words under a tile, so that what sets it apart is told by shape and not by colour alone. */
public enum TileMark {
    /** No sign. */
    NONE {
        @Override
        void draw(GC gc, int x, int y, int side) {
            // Nothing to draw.
        }
    },
    /** Two circles that overlap: what belongs together. */
    TOGETHER {
        @Override
        void draw(GC gc, int x, int y, int side) {
            int circle = side * 2 / 3;
            int top = y + (side - circle) / 2;
            gc.drawOval(x, top, circle, circle);
            gc.drawOval(x + side - circle, top, circle, circle);
        }
    },
    /** Two circles apart with a line between them: what does not. */
    APART {
        @Override
        void draw(GC gc, int x, int y, int side) {
            int circle = side / 3;
            int top = y + (side - circle) / 2;
            gc.drawOval(x, top, circle, circle);
            gc.drawOval(x + side - circle, top, circle, circle);
            gc.drawLine(x + side / 2, y + 1, x + side / 2, y + side - 1);
        }
    },
    /** A circle with a stroke through it: left out. Its picture is drawn pale. */
    LEFT_OUT {
        @Override
        void draw(GC gc, int x, int y, int side) {
            gc.drawOval(x + 1, y + 1, side - 2, side - 2);
            gc.drawLine(x + 1 + side / 6, y + side - 1 - side / 6, x + side - 1 - side / 6, y + 1 + side / 6);
        }
    };

    /** Draws it into a square, in the foreground colour. */
    abstract void draw(GC gc, int x, int y, int side);
}
