package org.idem.ui.parts;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnPixelData;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.TableColumn;

/**
 * A table of records: one line per record, one text per column. Keeps the selection of equal records. UI thread only.
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
    private List<T> shown = List.of();

    /** An empty table without columns. */
    public RecordTable(Composite parent) {
        holder = new Composite(parent, SWT.NONE);
        holder.setLayout(layout);
        viewer = new TableViewer(holder, SWT.MULTI | SWT.FULL_SELECTION | SWT.V_SCROLL | SWT.H_SCROLL);
        images = new LocalResourceManager(JFaceResources.getResources(), viewer.getControl());
        viewer.getTable().setHeaderVisible(true);
        viewer.setContentProvider(ArrayContentProvider.getInstance());
    }

    /** Adds a column; {@code width} in pixels, {@code style} SWT.LEAD or SWT.TRAIL. */
    public RecordTable<T> column(String title, int width, int style, Function<T, String> text) {
        return column(title, width, style, text, record -> null);
    }

    /** Adds a column with an icon before the text. */
    public RecordTable<T> column(
            String title, int width, int style, Function<T, String> text, Function<T, ImageDescriptor> icon) {
        TableViewerColumn column = new TableViewerColumn(viewer, style);
        column.getColumn().setText(title);
        column.setLabelProvider(new Labels(text, icon));
        last = column.getColumn();
        layout.setColumnData(last, new ColumnPixelData(width, true, true));
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

    /** Shows these records. */
    public void show(List<T> records) {
        if (!records.equals(shown)) {
            shown = List.copyOf(records);
            viewer.setInput(shown);
        }
    }

    @SuppressWarnings("unchecked") // The input is a list of T, set in one place.
    private T record(Object element) {
        return (T) element;
    }

    private final class Labels extends ColumnLabelProvider {
        private final Function<T, String> text;
        private final Function<T, ImageDescriptor> icon;

        Labels(Function<T, String> text, Function<T, ImageDescriptor> icon) {
            this.text = text;
            this.icon = icon;
        }

        @Override
        public String getText(Object element) {
            return text.apply(record(element));
        }

        @Override
        public Image getImage(Object element) {
            ImageDescriptor descriptor = icon.apply(record(element));
            return descriptor == null ? null : images.create(descriptor);
        }
    }
}
