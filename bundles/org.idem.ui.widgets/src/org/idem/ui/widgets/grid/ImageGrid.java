package org.idem.ui.widgets.grid;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.idem.ui.widgets.UiUpdateQueue;

/**
 * Images in rows and columns, of which only the visible ones exist: a million items open as fast as ten.
 *
 * <p>Arrows, Home, End and Page keys move, with Shift select a range, with Ctrl move the focus alone; Space toggles, Enter
 * and double click open; Ctrl+wheel, + and - change the size of the tiles. UI thread only.
 */
public final class ImageGrid extends Canvas {
    private static final int SMALLEST = 24;
    private static final int LARGEST = 448;
    private static final int SMALLEST_WITH_CAPTION = 56;
    private static final int DEFAULT_TILE = 112;
    private static final double ZOOM_STEP = 1.2;

    private final TileSource tiles;
    private final GridPainter painter;
    private final GridScroll scroll;
    private final GridSelection selection = new GridSelection();
    private final List<Runnable> selectionListeners = new ArrayList<>();
    private final List<IntConsumer> openListeners = new ArrayList<>();
    private final List<Runnable> viewListeners = new ArrayList<>();
    private final int captionHeight;
    private GridModel model = GridModel.EMPTY;
    private GridGeometry geometry;
    private int tile = DEFAULT_TILE;

    public ImageGrid(Composite parent, UiUpdateQueue updates) {
        super(parent, SWT.V_SCROLL | SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
        captionHeight = textHeight() + 4;
        geometry = new GridGeometry(0, tile, captionHeight, 0, 0);
        tiles = new TileSource(this, updates);
        painter = new GridPainter(this, tiles);
        scroll = new GridScroll(this);
        addListener(SWT.Paint, event -> painter.paint(event.gc, getClientArea(), event.getBounds()));
        addListener(SWT.Resize, event -> layoutTiles());
        addListener(SWT.Dispose, event -> tiles.dispose());
        addListener(SWT.FocusIn, event -> redraw());
        addListener(SWT.FocusOut, event -> redraw());
        GridInput.install(this);
        GridAccessibility.install(this);
    }

    private int textHeight() {
        GC gc = new GC(this);
        try {
            return gc.getFontMetrics().getHeight();
        } finally {
            gc.dispose();
        }
    }

    /** Shows other items from the top, with none selected. */
    public void setModel(GridModel newModel) {
        model = newModel;
        tiles.setModel(newModel);
        boolean selected = selection.count() > 0;
        selection.replace(new BitSet());
        selection.shrink(0);
        layoutTiles();
        scrollTo(0);
        if (selected) {
            selectionListeners.forEach(Runnable::run);
        }
    }

    public GridModel model() {
        return model;
    }

    /** Reads sizes, labels and images again; scroll position and selection stay where they still exist. */
    public void refresh() {
        tiles.forget();
        selection.shrink(model.size());
        layoutTiles();
    }

    /** Side of the tiles, in points. */
    public int tileSize() {
        return tile;
    }

    /** Keeps the focused item in view, or else the first visible one where it is. */
    public void setTileSize(int size) {
        int clamped = Math.max(SMALLEST, Math.min(LARGEST, size));
        if (clamped == tile) {
            return;
        }
        int first = firstVisible();
        int focus = focusIndex();
        boolean focusSeen = focus >= first && focus < endVisible();
        tile = clamped;
        layoutTiles();
        scrollToItem(focusSeen ? focus : first);
    }

    /** Makes the tiles a step larger or smaller. */
    public void zoom(boolean in) {
        setTileSize((int) Math.round(tile * (in ? ZOOM_STEP : 1 / ZOOM_STEP)));
    }

    private void layoutTiles() {
        Rectangle client = getClientArea();
        int caption = tile < SMALLEST_WITH_CAPTION ? 0 : captionHeight;
        geometry = new GridGeometry(
                model.size(), tile, model.picturesPerTile() * tile, caption, client.width, client.height);
        scroll.update(geometry);
        changedView();
    }

    void changedView() {
        redraw();
        viewListeners.forEach(Runnable::run);
    }

    GridGeometry geometry() {
        return geometry;
    }

    long scroll() {
        return scroll.position();
    }

    void scrollTo(long position) {
        scroll.to(position);
    }

    /** The first item in view. */
    public int firstVisible() {
        return geometry.firstVisible(scroll.position());
    }

    /** One after the last item in view. */
    public int endVisible() {
        return geometry.endVisible(scroll.position());
    }

    /** Brings an item into view, in the upper part if it was not, and gives it the focus. */
    public void goTo(int index) {
        if (index < 0 || index >= model.size()) {
            return;
        }
        if (index < firstVisible() || index >= endVisible()) {
            long top = (long) (index / geometry.columns()) * geometry.rowHeight();
            scrollTo(top - geometry.height() / 4);
        } else {
            scrollTo(geometry.reveal(index, scroll.position()));
        }
        selection.to(index, GridSelection.Mode.FOCUS);
        redraw();
    }

    /** Scrolls an item to the top without touching focus or selection. */
    public void scrollToItem(int index) {
        scrollTo((long) (index / geometry.columns()) * geometry.rowHeight());
    }

    /** Selects one item, brings it into view and gives it the focus. */
    public void select(int index) {
        if (index >= 0 && index < model.size()) {
            goTo(index);
            select(index, GridSelection.Mode.SINGLE);
        }
    }

    void select(int index, GridSelection.Mode mode) {
        BitSet before = selection.bits();
        selection.to(index, mode);
        scrollTo(geometry.reveal(index, scroll.position()));
        getAccessible().setFocus(index);
        afterSelection(before);
    }

    /** Selects every item, however many there are. */
    public void selectAll() {
        BitSet before = selection.bits();
        selection.all(model.size());
        afterSelection(before);
    }

    void selectNone() {
        BitSet before = selection.bits();
        selection.none();
        afterSelection(before);
    }

    private void afterSelection(BitSet before) {
        redraw();
        if (!before.equals(selection.bits())) {
            getAccessible().selectionChanged();
            selectionListeners.forEach(Runnable::run);
        }
    }

    /** Selects these items, without telling listeners. */
    public void setSelection(BitSet items) {
        selection.replace(items);
        selection.shrink(model.size());
        redraw();
    }

    /** A copy. */
    public BitSet selection() {
        return selection.bits();
    }

    public boolean isSelected(int index) {
        return selection.contains(index);
    }

    /** The item that has the keyboard, or -1. */
    public int focusIndex() {
        return selection.focus();
    }

    public void addSelectionListener(Runnable listener) {
        selectionListeners.add(listener);
    }

    /** Told of the item that is double-clicked or entered. */
    public void addOpenListener(IntConsumer listener) {
        openListeners.add(listener);
    }

    /** Told when other items come into view. */
    public void addViewListener(Runnable listener) {
        viewListeners.add(listener);
    }

    void open(int index) {
        openListeners.forEach(listener -> listener.accept(index));
    }

    /** The item at a point of this control, or -1. */
    public int indexAt(int x, int y) {
        return geometry.indexAt(x, y, scroll.position());
    }

    boolean startsGroup(int index) {
        int group = model.group(index);
        return group >= 0 && (index == 0 || model.group(index - 1) != group);
    }

    /** The message of an item that could not be read, or null. */
    public String error(int index) {
        return tiles.error(index);
    }

    TileSource tiles() {
        return tiles;
    }

    @Override
    public Point computeSize(int widthHint, int heightHint, boolean changed) {
        int width = widthHint == SWT.DEFAULT ? 4 * (tile + GridGeometry.GAP) + GridGeometry.GAP : widthHint;
        int height = heightHint == SWT.DEFAULT ? 3 * geometry.rowHeight() : heightHint;
        return new Point(width, height);
    }
}
