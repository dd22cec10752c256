package org.idem.ui.widgets.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.idem.ui.widgets.Colors;

/**
 * Rows of pictures under headings that stay while they scroll, all columns always in sight: for some dozens of rows, of which
 * one is selected. Up, Down, Home, End and the Page keys move, Enter and double click open. UI thread only.
 */
public final class PictureRows extends Canvas {
    private static final int GAP = 8;
    private static final int CAPTION_LINES = 2;
    private static final int SMALLEST = 32;
    private static final int LARGEST = 168;

    private final List<IntConsumer> selectionListeners = new ArrayList<>();
    private final List<IntConsumer> openListeners = new ArrayList<>();
    private final int textHeight;
    private List<String> headings = List.of();
    private List<PictureRow> rows = List.of();
    private List<List<Image>> images = List.of();
    private int selected = -1;
    private int scroll;

    /** Shows nothing yet. */
    public PictureRows(Composite parent) {
        super(parent, SWT.V_SCROLL | SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
        GC gc = new GC(this);
        textHeight = gc.getFontMetrics().getHeight();
        gc.dispose();
        addListener(SWT.Paint, event -> paint(event.gc));
        addListener(SWT.Resize, event -> updateScroll());
        addListener(SWT.Dispose, event -> disposeImages());
        addListener(SWT.FocusIn, event -> redraw());
        addListener(SWT.FocusOut, event -> redraw());
        addListener(SWT.MouseDown, event -> press(event));
        addListener(SWT.MouseDoubleClick, event -> open(rowAt(event.y)));
        addListener(SWT.MouseMove, this::hover);
        addListener(SWT.KeyDown, this::key);
        addListener(
                SWT.Traverse,
                event -> event.doit =
                        event.detail == SWT.TRAVERSE_TAB_NEXT || event.detail == SWT.TRAVERSE_TAB_PREVIOUS);
        getVerticalBar()
                .addListener(SWT.Selection, event -> scrollTo(getVerticalBar().getSelection()));
        installAccessible();
    }

    private void installAccessible() {
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent event) {
                event.result = selected < 0
                        ? rows.size() + " rows of pictures"
                        : rows.get(selected).title() + ", row " + (selected + 1) + " of " + rows.size();
            }
        });
        getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
            @Override
            public void getRole(AccessibleControlEvent event) {
                event.detail = ACC.ROLE_TABLE;
            }
        });
    }

    /**
     * Shows these rows. The place and the selected row stay where they still exist.
     *
     * @param names a heading for each column
     */
    public void show(List<String> names, List<PictureRow> content) {
        disposeImages();
        headings = List.copyOf(names);
        rows = List.copyOf(content);
        List<List<Image>> made = new ArrayList<>();
        for (PictureRow row : rows) {
            List<Image> ofRow = new ArrayList<>();
            row.cells().forEach(cell -> ofRow.add(image(cell.picture())));
            made.add(ofRow);
        }
        images = made;
        selected = Math.min(selected, rows.size() - 1);
        updateScroll();
    }

    private Image image(ImageData data) {
        return data == null ? null : new Image(getDisplay(), data);
    }

    private void disposeImages() {
        images.forEach(row -> row.stream().filter(image -> image != null).forEach(Image::dispose));
        images = List.of();
    }

    /** What is shown. */
    public List<PictureRow> rows() {
        return rows;
    }

    /** The headings of the columns. */
    public List<String> headings() {
        return headings;
    }

    /** The selected row, −1 for none. */
    public int selectedRow() {
        return selected;
    }

    /** Told of the row that is selected now. */
    public void addSelectionListener(IntConsumer listener) {
        selectionListeners.add(listener);
    }

    /** Told of the row that is double-clicked or entered. */
    public void addOpenListener(IntConsumer listener) {
        openListeners.add(listener);
    }

    /** Selects a row, brings it into view, and tells the listeners. */
    public void select(int row) {
        if (row < 0 || row >= rows.size()) {
            return;
        }
        selected = row;
        int top = row * rowHeight();
        int room = getClientArea().height - headingHeight();
        if (top < scroll) {
            scrollTo(top);
        } else if (top + rowHeight() > scroll + room) {
            scrollTo(top + rowHeight() - room);
        }
        redraw();
        getAccessible().selectionChanged();
        selectionListeners.forEach(listener -> listener.accept(row));
    }

    private void open(int row) {
        if (row >= 0 && row < rows.size()) {
            openListeners.forEach(listener -> listener.accept(row));
        }
    }

    private int headingHeight() {
        return textHeight + GAP;
    }

    private int tile() {
        int columns = Math.max(1, headings.size());
        int room = (getClientArea().width - GAP) / columns - GAP;
        return Math.max(SMALLEST, Math.min(LARGEST, room));
    }

    /** Title, pictures, captions, and the space to the next row. */
    private int rowHeight() {
        return textHeight + 4 + tile() + 2 + CAPTION_LINES * textHeight + 2 * GAP;
    }

    private void updateScroll() {
        int room = Math.max(1, getClientArea().height - headingHeight());
        int whole = Math.max(1, rows.size() * rowHeight());
        getVerticalBar().setValues(scroll, 0, Math.max(whole, room), room, rowHeight() / 3, room);
        getVerticalBar().setEnabled(whole > room);
        scrollTo(scroll);
    }

    private void scrollTo(int position) {
        int room = getClientArea().height - headingHeight();
        scroll = Math.max(0, Math.min(position, rows.size() * rowHeight() - room));
        if (getVerticalBar().getSelection() != scroll) {
            getVerticalBar().setSelection(scroll);
        }
        redraw();
    }

    private void paint(GC gc) {
        Rectangle client = getClientArea();
        gc.setBackground(getParent().getBackground());
        gc.fillRectangle(client);
        gc.setAntialias(SWT.ON);
        gc.setInterpolation(SWT.HIGH);
        int first = scroll / rowHeight();
        int top = headingHeight() - scroll + first * rowHeight();
        gc.setClipping(0, headingHeight(), client.width, Math.max(0, client.height - headingHeight()));
        for (int row = first; row < rows.size() && top < client.height; row++, top += rowHeight()) {
            paintRow(gc, row, top, client.width);
        }
        gc.setClipping((Rectangle) null);
        gc.setForeground(Colors.quiet(this));
        for (int column = 0; column < headings.size(); column++) {
            gc.drawText(Texts.shorten(gc, headings.get(column), tile()), x(column), GAP / 2, true);
        }
    }

    private int x(int column) {
        return GAP + column * (tile() + GAP);
    }

    private void paintRow(GC gc, int row, int top, int width) {
        PictureRow shown = rows.get(row);
        if (row == selected) {
            gc.setBackground(getDisplay().getSystemColor(SWT.COLOR_LIST_SELECTION));
            gc.setAlpha(isFocusControl() ? 60 : 34);
            gc.fillRectangle(0, top, width, rowHeight() - GAP / 2);
            gc.setAlpha(255);
        }
        gc.setForeground(getForeground());
        gc.drawText(Texts.shorten(gc, shown.title(), width - 2 * GAP), GAP, top + 2, true);
        int tile = tile();
        int pictures = top + textHeight + 4;
        for (int column = 0; column < shown.cells().size() && column < headings.size(); column++) {
            Image image = images.get(row).get(column);
            String caption = shown.cells().get(column).caption();
            gc.setForeground(Colors.quiet(this));
            if (image != null) {
                paintImage(gc, image, x(column), pictures, tile);
            }
            int room = image == null ? tile / textHeight : CAPTION_LINES;
            int y = image == null ? pictures : pictures + tile + 2;
            for (String line : Texts.wrap(gc, caption, tile, room)) {
                gc.drawText(line, x(column), y, true);
                y += textHeight;
            }
        }
    }

    private static void paintImage(GC gc, Image image, int x, int y, int tile) {
        Rectangle size = image.getBounds();
        double scale = Math.min((double) tile / size.width, (double) tile / size.height);
        int width = Math.max(1, (int) Math.round(size.width * scale));
        int height = Math.max(1, (int) Math.round(size.height * scale));
        gc.drawImage(image, 0, 0, size.width, size.height, x, y + (tile - height) / 2, width, height);
    }

    private int rowAt(int y) {
        int row = y < headingHeight() ? -1 : (y - headingHeight() + scroll) / rowHeight();
        return row < rows.size() ? row : -1;
    }

    private void press(Event event) {
        forceFocus();
        select(rowAt(event.y));
    }

    /** The whole caption, since a small tile shows a part. */
    private void hover(Event event) {
        int row = rowAt(event.y);
        int column = (event.x - GAP) / (tile() + GAP);
        boolean isCell = row >= 0
                && event.x >= GAP
                && column < Math.min(headings.size(), rows.get(row).cells().size());
        String words = isCell ? rows.get(row).cells().get(column).caption() : "";
        String shown = words.isEmpty() ? null : words;
        if (shown == null ? getToolTipText() != null : !shown.equals(getToolTipText())) {
            setToolTipText(shown);
        }
    }

    private void key(Event event) {
        int page = Math.max(1, (getClientArea().height - headingHeight()) / rowHeight());
        switch (event.keyCode) {
            case SWT.ARROW_DOWN -> select(Math.min(rows.size() - 1, selected + 1));
            case SWT.ARROW_UP -> select(Math.max(0, selected - 1));
            case SWT.PAGE_DOWN -> select(Math.min(rows.size() - 1, selected + page));
            case SWT.PAGE_UP -> select(Math.max(0, selected - page));
            case SWT.HOME -> select(0);
            case SWT.END -> select(rows.size() - 1);
            case SWT.CR, SWT.KEYPAD_CR -> open(selected);
            default -> {
                // not ours
            }
        }
    }

    @Override
    public Point computeSize(int widthHint, int heightHint, boolean changed) {
        return new Point(
                widthHint == SWT.DEFAULT ? 6 * 112 : widthHint, heightHint == SWT.DEFAULT ? 2 * 160 : heightHint);
    }
}
