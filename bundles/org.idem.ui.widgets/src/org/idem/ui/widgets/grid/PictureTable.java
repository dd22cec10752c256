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
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.idem.ui.widgets.Colors;
import org.idem.ui.widgets.UiUpdateQueue;

/**
 * Lines with a picture and some texts, of which only the visible ones exist: millions open as fast as ten. One line is
 * selected. Up, Down, Home, End and the Page keys move, Enter and double click open; headers sort, and so does the menu, which
 * the keyboard reaches. UI thread only.
 */
public final class PictureTable extends Canvas {
    private static final int PICTURE = 36;
    private static final int LINE = PICTURE + 4;
    private static final int GAP = 8;

    private final List<Column> columns = new ArrayList<>();
    private final List<IntConsumer> selectionListeners = new ArrayList<>();
    private final List<IntConsumer> openListeners = new ArrayList<>();
    private final List<Runnable> sortListeners = new ArrayList<>();
    private final TileSource tiles;
    private final int textHeight;
    private PictureTableModel model;
    private int selected = -1;
    private int first;
    private int sortColumn;
    private boolean descending;

    private record Column(String title, int width, int alignment) {}

    /** A table without columns or lines. */
    public PictureTable(Composite parent, UiUpdateQueue updates) {
        super(parent, SWT.V_SCROLL | SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
        tiles = new TileSource(this, updates);
        GC gc = new GC(this);
        textHeight = gc.getFontMetrics().getHeight();
        gc.dispose();
        addListener(SWT.Paint, event -> paint(event.gc));
        addListener(SWT.Resize, event -> updateScroll());
        addListener(SWT.Dispose, event -> tiles.dispose());
        addListener(SWT.FocusIn, event -> redraw());
        addListener(SWT.FocusOut, event -> redraw());
        addListener(SWT.MouseDown, this::press);
        addListener(SWT.MouseDoubleClick, event -> open(lineAt(event.y)));
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
                        ? size() + " lines"
                        : model.label(selected) + ", line " + (selected + 1) + " of " + size();
            }
        });
        getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
            @Override
            public void getRole(AccessibleControlEvent event) {
                event.detail = ACC.ROLE_TABLE;
            }
        });
    }

    /** Adds a column of texts; the last one takes what is left of the width. {@code alignment} is SWT.LEAD or SWT.TRAIL. */
    public PictureTable column(String title, int width, int alignment) {
        columns.add(new Column(title, width, alignment));
        return this;
    }

    /** Shows other lines from the top, with none selected; null for none. */
    public void setModel(PictureTableModel lines) {
        model = lines;
        tiles.setModel(lines == null ? GridModel.EMPTY : lines);
        selected = -1;
        first = 0;
        updateScroll();
    }

    /** What is shown; null for nothing. */
    public PictureTableModel model() {
        return model;
    }

    private int size() {
        return model == null ? 0 : model.size();
    }

    /** The column that lines are to be sorted by. */
    public int sortColumn() {
        return sortColumn;
    }

    /** Whether the largest is to come first. */
    public boolean isDescending() {
        return descending;
    }

    /** Sorts by a column, and the other way round when it is sorted by already; tells those who bring lines into order. */
    public void sortBy(int column) {
        descending = column == sortColumn && !descending;
        sortColumn = column;
        redraw();
        sortListeners.forEach(Runnable::run);
    }

    /** Lets the user sort; {@code listener} is told when lines are to come in another order. To be called after all columns. */
    public void addSortListener(Runnable listener) {
        if (sortListeners.isEmpty()) {
            Menu menu = new Menu(this);
            for (int column = 0; column < columns.size(); column++) {
                int number = column;
                MenuItem item = new MenuItem(menu, SWT.PUSH);
                item.setText(
                        "&" + (column + 1) + " Sort by " + columns.get(column).title());
                item.addListener(SWT.Selection, event -> sortBy(number));
            }
            setMenu(menu);
        }
        sortListeners.add(listener);
    }

    /** Told of the line that is selected now. */
    public void addSelectionListener(IntConsumer listener) {
        selectionListeners.add(listener);
    }

    /** Told of the line that is double-clicked or entered. */
    public void addOpenListener(IntConsumer listener) {
        openListeners.add(listener);
    }

    /** The selected line, −1 for none. */
    public int selectedLine() {
        return selected;
    }

    /** Selects a line, brings it into view, and tells the listeners. */
    public void select(int line) {
        if (line < 0 || line >= size()) {
            return;
        }
        selected = line;
        if (line < first) {
            scrollTo(line);
        } else if (line >= first + wholeLines()) {
            scrollTo(line - wholeLines() + 1);
        }
        redraw();
        getAccessible().selectionChanged();
        selectionListeners.forEach(listener -> listener.accept(line));
    }

    private void open(int line) {
        if (line >= 0 && line < size()) {
            openListeners.forEach(listener -> listener.accept(line));
        }
    }

    private int headerHeight() {
        return textHeight + GAP;
    }

    private int wholeLines() {
        return Math.max(1, (getClientArea().height - headerHeight()) / LINE);
    }

    private void updateScroll() {
        int lines = wholeLines();
        getVerticalBar().setValues(first, 0, Math.max(size(), lines), lines, 1, lines);
        getVerticalBar().setEnabled(size() > lines);
        scrollTo(first);
    }

    private void scrollTo(int line) {
        first = Math.max(0, Math.min(line, size() - wholeLines()));
        if (getVerticalBar().getSelection() != first) {
            getVerticalBar().setSelection(first);
        }
        redraw();
    }

    private void paint(GC gc) {
        Rectangle client = getClientArea();
        gc.setBackground(getBackground());
        gc.fillRectangle(client);
        gc.setAntialias(SWT.ON);
        gc.setInterpolation(SWT.HIGH);
        int end = Math.min(size(), first + wholeLines() + 1);
        // The loader serves the last request first: asked from below, pictures come from above.
        for (int line = end - 1; line >= first; line--) {
            paintLine(gc, line, headerHeight() + (line - first) * LINE, client.width);
        }
        gc.setBackground(getBackground());
        gc.fillRectangle(0, 0, client.width, headerHeight());
        for (int column = 0; column < columns.size(); column++) {
            boolean sorted = column == sortColumn && !sortListeners.isEmpty();
            gc.setForeground(sorted ? getForeground() : Colors.quiet(this));
            String arrow = sorted ? (descending ? " ↓" : " ↑") : "";
            text(gc, columns.get(column).title() + arrow, column, GAP / 2, client.width);
        }
        gc.setForeground(Colors.faint(this));
        gc.drawLine(0, headerHeight() - 1, client.width, headerHeight() - 1);
    }

    private void paintLine(GC gc, int line, int top, int width) {
        boolean isSelected = line == selected;
        Display display = getDisplay();
        if (isSelected) {
            gc.setBackground(display.getSystemColor(SWT.COLOR_LIST_SELECTION));
            gc.setAlpha(isFocusControl() ? 255 : 120);
            gc.fillRectangle(0, top, width, LINE);
            gc.setAlpha(255);
        }
        Image image = tiles.image(line);
        if (image != null) {
            Rectangle size = image.getBounds();
            double scale = Math.min((double) PICTURE / size.width, (double) PICTURE / size.height);
            int w = Math.max(1, (int) Math.round(size.width * scale));
            int h = Math.max(1, (int) Math.round(size.height * scale));
            int x = GAP + (PICTURE - w) / 2;
            gc.drawImage(image, 0, 0, size.width, size.height, x, top + (LINE - h) / 2, w, h);
        }
        for (int column = 0; column < columns.size(); column++) {
            gc.setForeground(
                    isSelected && isFocusControl()
                            ? display.getSystemColor(SWT.COLOR_LIST_SELECTION_TEXT)
                            : getForeground());
            text(gc, model.text(line, column), column, top + (LINE - textHeight) / 2, width);
        }
    }

    private void text(GC gc, String words, int column, int y, int width) {
        int left = left(column);
        int room = (column == columns.size() - 1
                        ? width - left
                        : columns.get(column).width())
                - GAP;
        String shown = Texts.shorten(gc, words, room);
        boolean trail = columns.get(column).alignment() == SWT.TRAIL;
        gc.drawText(shown, trail ? left + room - gc.textExtent(shown).x : left, y, true);
    }

    private int left(int column) {
        int left = GAP + PICTURE + GAP;
        for (int before = 0; before < column; before++) {
            left += columns.get(before).width() + GAP;
        }
        return left;
    }

    private int lineAt(int y) {
        int line = y < headerHeight() ? -1 : first + (y - headerHeight()) / LINE;
        return line < size() ? line : -1;
    }

    private void press(Event event) {
        forceFocus();
        if (event.y >= headerHeight()) {
            select(lineAt(event.y));
            return;
        }
        boolean sorts = event.button == 1 && !sortListeners.isEmpty();
        for (int column = columns.size() - 1; column >= 0 && sorts; column--) {
            if (event.x >= left(column)) {
                sortBy(column);
                return;
            }
        }
    }

    private void key(Event event) {
        int last = size() - 1;
        switch (event.keyCode) {
            case SWT.ARROW_DOWN -> select(Math.min(last, selected + 1));
            case SWT.ARROW_UP -> select(Math.max(0, selected - 1));
            case SWT.PAGE_DOWN -> select(Math.min(last, selected + wholeLines()));
            case SWT.PAGE_UP -> select(Math.max(0, selected - wholeLines()));
            case SWT.HOME -> select(0);
            case SWT.END -> select(last);
            case SWT.CR, SWT.KEYPAD_CR -> open(selected);
            default -> {
                // not ours
            }
        }
    }

    @Override
    public Point computeSize(int widthHint, int heightHint, boolean changed) {
        return new Point(
                widthHint == SWT.DEFAULT ? 480 : widthHint, heightHint == SWT.DEFAULT ? 10 * LINE : heightHint);
    }
}
