package org.idem.ui.widgets.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.util.SafeRunnable;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.SelectionChangedEvent;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.idem.core.TextTable;

/**
 * A table of very many lines, of which only those that are seen are made, with columns that may change while it is shown.
 * It sorts nothing itself: a chosen header is told. The selection stays on lines whose keys are equal. UI thread only.
 *
 * @param <T> a line
 */
public final class VirtualTable<T> implements ISelectionProvider {
    /** Widths come back rounded where the monitor is scaled. */
    private static final int ROUNDING = 2;

    private static final String COLUMN = "org.idem.ui.widgets.column";

    private final Table table;
    private final LocalResourceManager images;
    private final Function<T, Object> key;
    private final List<ISelectionChangedListener> selectionListeners = new ArrayList<>();
    private List<LineColumn<T>> columns = List.of();
    private List<T> lines = List.of();
    private Map<Object, Integer> indexes = Map.of();
    private Set<Object> selected = Set.of();
    private Consumer<String> chosen = column -> {};
    private Runnable arranged = () -> {};
    private Function<T, String> toolTip = line -> null;
    private boolean arranging;
    private final MadeItems made;

    /**
     * An empty table without columns.
     *
     * @param key lines with equal keys are one line that changes
     */
    public VirtualTable(Composite parent, Function<T, Object> key) {
        this.key = key;
        table = new Table(parent, SWT.MULTI | SWT.FULL_SELECTION | SWT.VIRTUAL | SWT.V_SCROLL | SWT.H_SCROLL);
        table.setHeaderVisible(true);
        made = new MadeItems(table);
        images = new LocalResourceManager(JFaceResources.getResources(), table);
        table.addListener(SWT.SetData, event -> fill((TableItem) event.item, event.index));
        table.addListener(SWT.Selection, event -> selectionChanged());
        table.addListener(SWT.PaintItem, this::paint);
        table.addListener(SWT.MouseMove, this::showToolTip);
        table.addListener(SWT.Dispose, event -> made.disposeLost());
    }

    /** The widget to lay out. */
    public Table control() {
        return table;
    }

    /** Calls {@code listener} with the id of a column whose header was chosen. */
    public void onHeader(Consumer<String> listener) {
        chosen = listener;
    }

    /** Calls {@code listener} after the user has moved columns or changed their widths. */
    public void onArranged(Runnable listener) {
        arranged = listener;
    }

    /** Shows a text while the pointer rests on a line; null for none. */
    public void setToolTip(Function<T, String> text) {
        toolTip = text;
    }

    /** Calls {@code action} with a line that is double-clicked, or chosen with Enter. */
    public void onOpen(Consumer<T> action) {
        table.addListener(SWT.DefaultSelection, event -> {
            int index = table.indexOf((TableItem) event.item);
            if (index >= 0 && index < lines.size()) {
                action.accept(lines.get(index));
            }
        });
    }

    /** Shows these columns in this order; what the user made of them is told by {@link #arrangement}. */
    public void setColumns(List<LineColumn<T>> wanted) {
        if (wanted.equals(columns)) {
            return;
        }
        arranging = true;
        table.setRedraw(false);
        try {
            Arrays.stream(table.getColumns()).forEach(TableColumn::dispose);
            columns = List.copyOf(wanted);
            columns.forEach(this::add);
            table.clearAll();
        } finally {
            table.setRedraw(true);
            arranging = false;
        }
    }

    private void add(LineColumn<T> column) {
        TableColumn widget = new TableColumn(table, column.style());
        widget.setText(column.title());
        widget.setToolTipText(column.toolTip());
        widget.setWidth(column.width());
        widget.setMoveable(true);
        widget.setData(COLUMN, column.id());
        widget.addListener(SWT.Selection, event -> chosen.accept(column.id()));
        widget.addListener(SWT.Move, event -> tellArranged());
        widget.addListener(SWT.Resize, event -> tellArranged());
    }

    /** Columns also move and grow while they are laid out; only what the user did is told. */
    private void tellArranged() {
        if (!arranging && isArrangedByHand()) {
            arranged.run();
        }
    }

    private boolean isArrangedByHand() {
        int[] order = table.getColumnOrder();
        boolean moved = order.length != columns.size();
        for (int i = 0; i < order.length && !moved; i++) {
            // The last column fills what is left of the table.
            boolean last = i == order.length - 1;
            moved = order[i] != i
                    || !last
                            && Math.abs(table.getColumn(i).getWidth()
                                            - columns.get(i).width())
                                    > ROUNDING;
        }
        return moved && order.length == columns.size();
    }

    /** Ids of the columns and their widths in pixels, in the order that the user sees. */
    public Map<String, Integer> arrangement() {
        Map<String, Integer> shown = new LinkedHashMap<>();
        int[] order = table.getColumnOrder();
        for (int i = 0; i < order.length; i++) {
            TableColumn column = table.getColumn(order[i]);
            boolean last = i == order.length - 1;
            int width = last ? columns.get(order[i]).width() : column.getWidth();
            shown.put((String) column.getData(COLUMN), width);
        }
        return shown;
    }

    /** Paints all lines anew, as after a change of what columns say of them. */
    public void refresh() {
        table.clearAll();
    }

    /** Marks a header as the one that the lines are sorted by; null for none. */
    public void showSorted(String column, boolean descending) {
        TableColumn sorted = Arrays.stream(table.getColumns())
                .filter(one -> Objects.equals(one.getData(COLUMN), column))
                .findFirst()
                .orElse(null);
        table.setSortColumn(sorted);
        table.setSortDirection(sorted == null ? SWT.NONE : descending ? SWT.DOWN : SWT.UP);
    }

    /** Shows these lines; scroll position and selection stay where the lines do. */
    public void show(List<T> now) {
        if (now.equals(lines)) {
            return;
        }
        List<T> before = lines;
        lines = List.copyOf(now);
        boolean same = before.size() == now.size();
        for (int i = 0; i < lines.size(); i++) {
            same = same && key.apply(before.get(i)).equals(key.apply(lines.get(i)));
        }
        if (same) {
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).equals(before.get(i))) {
                    table.clear(i);
                }
            }
        } else {
            replace();
        }
        if (!selected.isEmpty()) {
            tellSelection();
        }
    }

    private void replace() {
        Map<Object, Integer> now = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            now.put(key.apply(lines.get(i)), i);
        }
        indexes = now;
        table.setRedraw(false);
        try {
            table.setItemCount(lines.size());
            made.disposeLost();
            table.clearAll();
            select(selected);
        } finally {
            table.setRedraw(true);
        }
    }

    /** The lines as they are shown. */
    public List<T> lines() {
        return lines;
    }

    /**
     * The table as texts without marks, in the order of the columns that the user sees: all lines, or the selected ones of
     * several.
     */
    public TextTable text() {
        List<LineColumn<T>> shown = Arrays.stream(table.getColumnOrder())
                .mapToObj(columns::get)
                .filter(column -> column.painter() == null)
                .toList();
        List<List<String>> cells = lines.stream()
                .filter(line -> selected.size() < 2 || selected.contains(key.apply(line)))
                .map(line ->
                        shown.stream().map(column -> column.text().apply(line)).toList())
                .toList();
        return new TextTable(shown.stream().map(LineColumn::head).toList(), cells);
    }

    private void fill(TableItem item, int index) {
        made.add(item);
        if (index < 0 || index >= lines.size()) {
            return;
        }
        T line = lines.get(index);
        boolean isSelected = selected.contains(key.apply(line));
        for (int i = 0; i < columns.size(); i++) {
            item.setText(i, columns.get(i).shown(line));
            item.setImage(i, image(columns.get(i).icon().apply(line), isSelected));
        }
        item.setFont(columns.stream().anyMatch(column -> column.isStrong(line)) ? strong() : null);
    }

    private Font strong() {
        return JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT);
    }

    private Image image(ImageDescriptor icon, boolean isSelected) {
        if (icon == null) {
            return null;
        }
        return images.create(
                isSelected
                        ? new IconTint(
                                icon,
                                table.getDisplay()
                                        .getSystemColor(SWT.COLOR_LIST_SELECTION_TEXT)
                                        .getRGB())
                        : icon);
    }

    private void paint(Event event) {
        int index = table.indexOf((TableItem) event.item);
        if (event.index < columns.size() && index >= 0 && index < lines.size()) {
            CellPainter<T> painter = columns.get(event.index).painter();
            if (painter != null) {
                TableItem item = (TableItem) event.item;
                painter.paint(
                        event.gc,
                        item.getBounds(event.index),
                        lines.get(index),
                        selected.contains(key.apply(lines.get(index))));
            }
        }
    }

    private void showToolTip(Event event) {
        TableItem item = table.getItem(new Point(event.x, event.y));
        int index = item == null ? -1 : table.indexOf(item);
        String text = index < 0 || index >= lines.size() ? null : toolTip.apply(lines.get(index));
        String shown = text == null || text.isEmpty() ? null : text;
        if (!Objects.equals(shown, table.getToolTipText())) {
            table.setToolTipText(shown);
        }
    }

    private void selectionChanged() {
        Set<Object> now = new HashSet<>();
        for (int index : table.getSelectionIndices()) {
            if (index < lines.size()) {
                now.add(key.apply(lines.get(index)));
            }
        }
        remember(now);
        tellSelection();
    }

    /** Icons of lines that are no longer selected, or have come to be, are others. */
    private void remember(Set<Object> now) {
        Set<Object> changed = new HashSet<>(now);
        changed.addAll(selected);
        Set<Object> before = selected;
        selected = now;
        for (Object one : changed) {
            Integer index = indexes.get(one);
            if (index != null && index < table.getItemCount() && now.contains(one) != before.contains(one)) {
                table.clear(index);
            }
        }
    }

    private void select(Set<Object> wanted) {
        int[] there = wanted.stream()
                .map(indexes::get)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        table.deselectAll();
        table.select(there);
    }

    private void tellSelection() {
        SelectionChangedEvent event = new SelectionChangedEvent(this, getSelection());
        for (ISelectionChangedListener listener : List.copyOf(selectionListeners)) {
            SafeRunnable.run(new SafeRunnable() {
                @Override
                public void run() {
                    listener.selectionChanged(event);
                }
            });
        }
    }

    @Override
    public void addSelectionChangedListener(ISelectionChangedListener listener) {
        selectionListeners.add(listener);
    }

    @Override
    public void removeSelectionChangedListener(ISelectionChangedListener listener) {
        selectionListeners.remove(listener);
    }

    @Override
    public IStructuredSelection getSelection() {
        List<T> now = new ArrayList<>();
        selected.stream()
                .map(indexes::get)
                .filter(Objects::nonNull)
                .sorted()
                .forEach(index -> now.add(lines.get(index)));
        return new StructuredSelection(now);
    }

    @Override
    @SuppressWarnings("unchecked") // What is no line has a key that no line has.
    public void setSelection(ISelection selection) {
        Set<Object> now = new HashSet<>();
        if (selection instanceof IStructuredSelection structured) {
            for (Object one : structured.toList()) {
                Object its = key.apply((T) one);
                if (indexes.containsKey(its)) {
                    now.add(its);
                }
            }
        }
        select(now);
        remember(now);
        if (table.getSelectionCount() > 0) {
            table.showSelection();
        }
        tellSelection();
    }
}
