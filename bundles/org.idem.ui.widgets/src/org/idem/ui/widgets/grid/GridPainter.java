package org.idem.ui.widgets.grid;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;

/** Draws the visible tiles, in the colours that the control inherited. */
final class GridPainter {
    private static final int LABEL_ALPHA = 170;
    private static final int PLACEHOLDER_ALPHA = 22;
    private static final int SEPARATOR_ALPHA = 110;
    private static final int RING = 3;
    private static final int PALE_ALPHA = 80;
    private static final int MARK = 12;

    private final ImageGrid grid;
    private final TileSource tiles;

    GridPainter(ImageGrid grid, TileSource tiles) {
        this.grid = grid;
        this.tiles = tiles;
    }

    void paint(GC gc, Rectangle client, Rectangle clip) {
        gc.setBackground(grid.getBackground());
        gc.fillRectangle(client);
        gc.setAntialias(SWT.ON);
        gc.setInterpolation(SWT.HIGH);
        GridGeometry geometry = grid.geometry();
        int end = geometry.endVisible(grid.scroll());
        // The loader serves the last request first: asked from below, tiles come from above.
        for (int i = end - 1; i >= geometry.firstVisible(grid.scroll()); i--) {
            Rectangle bounds = geometry.bounds(i, grid.scroll());
            if (clip.intersects(bounds)) {
                paintTile(gc, i, bounds);
            }
        }
    }

    private void paintTile(GC gc, int index, Rectangle bounds) {
        Rectangle side =
                new Rectangle(bounds.x, bounds.y, bounds.width, grid.geometry().tile());
        Image image = tiles.image(index);
        String error = image == null ? tiles.error(index) : null;
        if (image != null) {
            gc.setAlpha(grid.model().mark(index) == TileMark.LEFT_OUT ? PALE_ALPHA : 255);
            paintImage(gc, image, side);
            gc.setAlpha(255);
        } else {
            paintPlaceholder(gc, side);
            if (error != null) {
                paintError(gc, side, error);
            }
        }
        paintCaption(gc, index, bounds);
        if (grid.isSelected(index)) {
            ring(gc, side, grid.isFocusControl() ? 255 : 150);
        }
        if (grid.isFocusControl() && grid.focusIndex() == index) {
            gc.setForeground(grid.getForeground());
            gc.setLineWidth(1);
            gc.setLineStyle(SWT.LINE_DOT);
            gc.drawRectangle(side.x - RING - 1, side.y - RING - 1, side.width + 2 * RING + 1, bounds.height + RING + 3);
            gc.setLineStyle(SWT.LINE_SOLID);
        }
    }

    private static void paintImage(GC gc, Image image, Rectangle side) {
        Rectangle size = image.getBounds();
        double scale = Math.min((double) side.width / size.width, (double) side.height / size.height);
        int width = Math.max(1, (int) Math.round(size.width * scale));
        int height = Math.max(1, (int) Math.round(size.height * scale));
        int x = side.x + (side.width - width) / 2;
        int y = side.y + (side.height - height) / 2;
        gc.drawImage(image, 0, 0, size.width, size.height, x, y, width, height);
    }

    private void paintPlaceholder(GC gc, Rectangle side) {
        gc.setBackground(grid.getForeground());
        gc.setAlpha(PLACEHOLDER_ALPHA);
        gc.fillRectangle(side);
        gc.setAlpha(255);
    }

    private void paintError(GC gc, Rectangle side, String message) {
        gc.setForeground(grid.getForeground());
        int mark = Math.max(8, Math.min(18, side.width / 6));
        int x = side.x + side.width / 2;
        int y = side.y + side.height / 4;
        gc.setLineWidth(2);
        gc.drawLine(x - mark / 2, y - mark / 2, x + mark / 2, y + mark / 2);
        gc.drawLine(x + mark / 2, y - mark / 2, x - mark / 2, y + mark / 2);
        gc.setLineWidth(1);
        gc.setAlpha(LABEL_ALPHA);
        int lineHeight = gc.getFontMetrics().getHeight();
        int top = y + mark / 2 + 4;
        int most = (side.y + side.height - top) / lineHeight;
        for (String line : Texts.wrap(gc, message, side.width - 8, most)) {
            gc.drawText(line, x - gc.textExtent(line).x / 2, top, true);
            top += lineHeight;
        }
        gc.setAlpha(255);
    }

    private void paintCaption(GC gc, int index, Rectangle bounds) {
        if (grid.geometry().caption() == 0) {
            return;
        }
        int top = bounds.y + grid.geometry().tile() + 2;
        gc.setForeground(grid.getForeground());
        int left = bounds.x + paintMark(gc, index, bounds.x, top);
        int begin = left;
        if (grid.startsGroup(index)) {
            separate(gc, bounds);
            String name = Texts.shorten(gc, grid.model().groupLabel(index), bounds.x + bounds.width - left);
            gc.drawText(name, left, top, true);
            left += name.isEmpty() ? 0 : gc.textExtent(name).x + 6;
        }
        String label = grid.model().label(index);
        int room = bounds.x + bounds.width - left;
        // Beside its group's name a label stands whole or not at all.
        if (left == begin || gc.textExtent(label).x <= room) {
            gc.setAlpha(LABEL_ALPHA);
            gc.drawText(Texts.shorten(gc, label, room), left, top, true);
            gc.setAlpha(255);
        }
    }

    /** Returns how much room it took. */
    private int paintMark(GC gc, int index, int left, int top) {
        TileMark mark = grid.model().mark(index);
        if (mark == TileMark.NONE) {
            return 0;
        }
        int height = gc.getFontMetrics().getHeight();
        int side = Math.min(height, MARK);
        mark.draw(gc, left, top + (height - side) / 2, side);
        return side + 4;
    }

    /** A thin line before the first item of a group. */
    private static void separate(GC gc, Rectangle bounds) {
        int x = bounds.x - GridGeometry.GAP / 2;
        gc.setAlpha(SEPARATOR_ALPHA);
        gc.drawLine(x, bounds.y, x, bounds.y + bounds.height);
        gc.setAlpha(255);
    }

    private static void ring(GC gc, Rectangle side, int alpha) {
        Color color = Display.getCurrent().getSystemColor(SWT.COLOR_LIST_SELECTION);
        gc.setForeground(color);
        gc.setAlpha(alpha);
        gc.setLineWidth(RING);
        gc.drawRectangle(side.x - 2, side.y - 2, side.width + RING, side.height + RING);
        gc.setLineWidth(1);
        gc.setAlpha(255);
    }
}
