package org.idem.ui.widgets.table;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnPixelData;
import org.eclipse.jface.viewers.ColumnViewerToolTipSupport;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.jface.viewers.IElementComparer;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.TableColumn;
import org.idem.ui.widgets.Colors;

/**
 * A table of records: one line per record, one text per column. The selection stays on records that are equal, or that
 * {@link #identifiedBy} says are the same. UI thread only.
 *
 * @param <T> the record
 */
public final class RecordTable<T> {
    private final Composite holder;
    private final TableColumnLayout layout = new TableColumnLayout();
    private final TableViewer viewer;
    private final LocalResourceManager images;
    private ColumnSorting sorting;
    private TableColumn last;
    private Labels lastLabels;
    private List<T> shown = List.of();
    private Function<T, Object> key = record -> record;
    private Function<T, String> toolTip = record -> null;
    private Set<Object> selectedKeys = Set.of();

    /** An empty table without columns. */
    public RecordTable(Composite parent) {
        holder = new Composite(parent, SWT.NONE);
        holder.setLayout(layout);
        viewer = new TableViewer(holder, SWT.MULTI | SWT.FULL_SELECTION | SWT.V_SCROLL | SWT.H_SCROLL);
        images = new LocalResourceManager(JFaceResources.getResources(), viewer.getControl());
        viewer.getTable().setHeaderVisible(true);
        viewer.setContentProvider(ArrayContentProvider.getInstance());
        viewer.addSelectionChangedListener(event -> showSelection());
    }

    /** Adds a column; {@code width} in pixels, {@code style} SWT.LEAD or SWT.TRAIL. */
    public RecordTable<T> column(String title, int width, int style, Function<T, String> text) {
        return column(title, width, style, text, record -> null);
    }

    /** Adds a column with an icon before the text. The icon of a selected line is as its text is. */
    public RecordTable<T> column(
            String title, int width, int style, Function<T, String> text, Function<T, ImageDescriptor> icon) {
        return add(title, width, style, new Labels(text, icon, true));
    }

    /** Adds a column of pictures, which are the same on selected lines, with a text where there is none. */
    public RecordTable<T> pictures(
            String title, int width, Function<T, String> text, Function<T, ImageDescriptor> picture) {
        return add(title, width, SWT.LEAD, new Labels(text, picture, false));
    }

    private RecordTable<T> add(String title, int width, int style, Labels labels) {
        TableViewerColumn column = new TableViewerColumn(viewer, style);
        column.getColumn().setText(title);
        column.getColumn().setMoveable(true);
        column.setLabelProvider(labels);
        lastLabels = labels;
        last = column.getColumn();
        layout.setColumnData(last, new ColumnPixelData(width, true, true));
        return this;
    }

    /** Writes the column that was added last in bold where {@code strong} says so, and quieter where {@code quiet} does. */
    public RecordTable<T> emphasized(Predicate<T> strong, Predicate<T> quiet) {
        lastLabels.strong = strong;
        lastLabels.quiet = quiet;
        return this;
    }

    /** Gives the column that was added last what is left of the table's width, and never less than {@code width}. */
    public RecordTable<T> stretched(int width) {
        layout.setColumnData(last, new ColumnWeightData(1, width, true));
        return this;
    }

    /** Lets the user sort by the column that was added last: on its header, or in the table's menu by keyboard. */
    public RecordTable<T> sortable(Comparator<? super T> order) {
        if (sorting == null) {
            sorting = new ColumnSorting(viewer);
        }
        sorting.offer(last, (a, b) -> order.compare(record(a), record(b)));
        return this;
    }

    /**
     * Begins in the order of a sortable column. To be called after all columns are there: GTK forgets the arrow on a
     * header when one more is added.
     */
    public RecordTable<T> sortedBy(String title) {
        for (TableColumn column : viewer.getTable().getColumns()) {
            if (column.getText().equals(title)) {
                sorting.by(column, SWT.UP);
            }
        }
        return this;
    }

    /**
     * Takes records with equal keys for one line that changes: selection and scroll position stay while it does. To be
     * called before records are shown.
     */
    public RecordTable<T> identifiedBy(Function<T, Object> newKey) {
        key = newKey;
        viewer.setComparer(new ByKey());
        return this;
    }

    /** Shows a text while the pointer rests on a line; null or empty for none. */
    public RecordTable<T> toolTip(Function<T, String> text) {
        toolTip = text;
        ColumnViewerToolTipSupport.enableFor(viewer);
        return this;
    }

    /** Calls {@code action} when a record is double-clicked. */
    public RecordTable<T> onOpen(Consumer<T> action) {
        viewer.addOpenListener(event -> {
            Object first = viewer.getStructuredSelection().getFirstElement();
            if (first != null) {
                action.accept(record(first));
            }
        });
        return this;
    }

    /** The widget to lay out. */
    public Composite control() {
        return holder;
    }

    /** For selection and context menu. */
    public TableViewer viewer() {
        return viewer;
    }

    /** Shows these records: in place where the lines are those of before and nobody sorts them. */
    public void show(List<T> records) {
        if (records.equals(shown)) {
            return;
        }
        List<T> before = shown;
        shown = List.copyOf(records);
        if (viewer.getComparator() == null && sameLines(before)) {
            replaceChanged(before);
        } else {
            viewer.setInput(shown);
        }
    }

    private boolean sameLines(List<T> before) {
        return before.stream().map(key).toList().equals(shown.stream().map(key).toList());
    }

    private void replaceChanged(List<T> before) {
        boolean selectedChanged = false;
        for (int i = 0; i < shown.size(); i++) {
            if (!shown.get(i).equals(before.get(i))) {
                selectedChanged |= viewer.getTable().isSelected(i);
                viewer.replace(shown.get(i), i);
            }
        }
        if (selectedChanged) {
            viewer.setSelection(viewer.getSelection());
        }
    }

    /** Draws the lines again that are no longer selected or have come to be. */
    private void showSelection() {
        Set<Object> now = new HashSet<>();
        for (Object one : viewer.getStructuredSelection()) {
            now.add(key.apply(record(one)));
        }
        Set<Object> before = selectedKeys;
        selectedKeys = now;
        shown.stream()
                .filter(one -> now.contains(key.apply(one)) != before.contains(key.apply(one)))
                .forEach(one -> viewer.update(one, null));
    }

    @SuppressWarnings("unchecked") // The input is a list of T, set in one place.
    private T record(Object element) {
        return (T) element;
    }

    private final class Labels extends ColumnLabelProvider {
        private final Function<T, String> text;
        private final Function<T, ImageDescriptor> icon;
        private final boolean tinted;
        private Predicate<T> strong = record -> false;
        private Predicate<T> quiet = record -> false;

        Labels(Function<T, String> text, Function<T, ImageDescriptor> icon, boolean tinted) {
            this.text = text;
            this.icon = icon;
            this.tinted = tinted;
        }

        @Override
        public String getText(Object element) {
            return text.apply(record(element));
        }

        @Override
        public Font getFont(Object element) {
            return strong.test(record(element))
                    ? JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT)
                    : null;
        }

        @Override
        public Color getForeground(Object element) {
            return quiet.test(record(element)) ? Colors.disabled(viewer.getTable()) : null;
        }

        @Override
        public String getToolTipText(Object element) {
            String tip = toolTip.apply(record(element));
            return tip == null || tip.isEmpty() ? null : tip;
        }

        @Override
        public Image getImage(Object element) {
            ImageDescriptor descriptor = icon.apply(record(element));
            if (descriptor == null) {
                return null;
            }
            boolean selected = tinted && selectedKeys.contains(key.apply(record(element)));
            return images.create(selected ? new IconTint(descriptor, selectionColor()) : descriptor);
        }

        private RGB selectionColor() {
            return viewer.getTable()
                    .getDisplay()
                    .getSystemColor(SWT.COLOR_LIST_SELECTION_TEXT)
                    .getRGB();
        }
    }

    private final class ByKey implements IElementComparer {
        @Override
        public boolean equals(Object a, Object b) {
            return isRecord(a) && isRecord(b)
                    ? key.apply(record(a)).equals(key.apply(record(b)))
                    : Objects.equals(a, b);
        }

        @Override
        public int hashCode(Object element) {
            return isRecord(element) ? key.apply(record(element)).hashCode() : Objects.hashCode(element);
        }

        /** The viewer compares its input too, which is the list. */
        private boolean isRecord(Object element) {
            return element != null && !(element instanceof List);
        }
    }
}
