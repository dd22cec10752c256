package org.idem.ui.runs;

import java.util.List;
import java.util.Objects;
import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnPixelData;
import org.eclipse.jface.viewers.IElementComparer;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;

/** The table of runs: keeps selection and scroll position while rows change under it. UI thread only. */
final class RunsTable {
    private final Composite holder;
    private final TableViewer viewer;
    private final LocalResourceManager images;
    private List<RunRow> shown = List.of();

    RunsTable(Composite parent) {
        holder = new Composite(parent, SWT.NONE);
        TableColumnLayout layout = new TableColumnLayout();
        holder.setLayout(layout);
        viewer = new TableViewer(holder, SWT.MULTI | SWT.FULL_SELECTION | SWT.V_SCROLL | SWT.H_SCROLL);
        images = new LocalResourceManager(JFaceResources.getResources(), viewer.getControl());
        viewer.getTable().setHeaderVisible(true);
        viewer.setComparer(new ByRun());
        viewer.setContentProvider(ArrayContentProvider.getInstance());
        for (RunColumn column : RunColumn.values()) {
            TableViewerColumn shownColumn = new TableViewerColumn(viewer, column.style());
            shownColumn.getColumn().setText(column.title());
            shownColumn.getColumn().setMoveable(true);
            shownColumn.setLabelProvider(new Labels(column));
            layout.setColumnData(shownColumn.getColumn(), new ColumnPixelData(column.width(), true, true));
        }
        viewer.setInput(shown);
    }

    Composite holder() {
        return holder;
    }

    TableViewer viewer() {
        return viewer;
    }

    /** Shows these rows: in place where the runs are the same as before. */
    void show(List<RunRow> rows) {
        List<RunRow> before = shown;
        shown = rows;
        if (!sameRuns(before, rows)) {
            viewer.setInput(rows);
            return;
        }
        boolean selectedChanged = false;
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).equals(before.get(i))) {
                selectedChanged |= viewer.getTable().isSelected(i);
                viewer.replace(rows.get(i), i);
            }
        }
        if (selectedChanged) {
            viewer.setSelection(viewer.getSelection());
        }
    }

    private static boolean sameRuns(List<RunRow> a, List<RunRow> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!a.get(i).run().equals(b.get(i).run())) {
                return false;
            }
        }
        return true;
    }

    private final class Labels extends ColumnLabelProvider {
        private final RunColumn column;

        Labels(RunColumn column) {
            this.column = column;
        }

        @Override
        public String getText(Object element) {
            return column.text((RunRow) element);
        }

        @Override
        public Image getImage(Object element) {
            return column == RunColumn.STATUS
                    ? images.create(RunState.icon(((RunRow) element).live()).descriptor())
                    : null;
        }

        @Override
        public String getToolTipText(Object element) {
            return ((RunRow) element).status().message();
        }
    }

    /** Rows are the same when they show the same run, whatever its state. */
    private static final class ByRun implements IElementComparer {
        @Override
        public boolean equals(Object a, Object b) {
            return a instanceof RunRow x && b instanceof RunRow y ? x.run().equals(y.run()) : Objects.equals(a, b);
        }

        @Override
        public int hashCode(Object element) {
            return element instanceof RunRow row ? row.run().hashCode() : Objects.hashCode(element);
        }
    }
}
