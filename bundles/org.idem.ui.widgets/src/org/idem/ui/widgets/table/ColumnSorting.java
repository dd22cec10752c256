package org.idem.ui.widgets.table;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.jface.viewers.ViewerComparator;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;

/**
 * Sorts a table by its columns. A header sorts by its column, and the other way round when chosen again. The keyboard
 * does not reach headers, so the table's menu offers the same. UI thread only.
 */
final class ColumnSorting {
    private final TableViewer viewer;
    private final Table table;
    private final Menu menu;
    private final MenuItem descending;
    private final Map<TableColumn, Comparator<Object>> orders = new LinkedHashMap<>();
    private final Map<TableColumn, MenuItem> items = new LinkedHashMap<>();
    private final Set<Character> mnemonics = new HashSet<>(Set.of('d'));

    ColumnSorting(TableViewer viewer) {
        this.viewer = viewer;
        table = viewer.getTable();
        menu = new Menu(table);
        table.setMenu(menu);
        new MenuItem(menu, SWT.SEPARATOR);
        descending = new MenuItem(menu, SWT.CHECK);
        descending.setText("&Descending");
        descending.addListener(SWT.Selection, event -> by(table.getSortColumn(), direction()));
        descending.setEnabled(false);
    }

    /** Offers a column to sort by; records that its order holds equal stay in the order that they came in. */
    void offer(TableColumn column, Comparator<Object> order) {
        MenuItem item = new MenuItem(menu, SWT.RADIO, items.size());
        item.setText("Sort by " + withMnemonic(column.getText()));
        item.addListener(SWT.Selection, event -> {
            if (item.getSelection()) {
                by(column, direction());
            }
        });
        column.addListener(SWT.Selection, event -> by(column, next(column)));
        orders.put(column, order);
        items.put(column, item);
    }

    /** Marks the first letter that no other entry of the menu has. */
    private String withMnemonic(String title) {
        for (int i = 0; i < title.length(); i++) {
            if (Character.isLetterOrDigit(title.charAt(i)) && mnemonics.add(Character.toLowerCase(title.charAt(i)))) {
                return title.substring(0, i) + "&" + title.substring(i);
            }
        }
        return title;
    }

    /** Sorts by an offered column; {@code direction} is SWT.UP for ascending or SWT.DOWN. */
    void by(TableColumn column, int direction) {
        table.setSortColumn(column);
        table.setSortDirection(direction);
        descending.setEnabled(true);
        descending.setSelection(direction == SWT.DOWN);
        items.forEach((other, item) -> item.setSelection(other == column));
        Comparator<Object> order = orders.get(column);
        viewer.setComparator(new Order(direction == SWT.DOWN ? order.reversed() : order));
    }

    private int direction() {
        return descending.getSelection() ? SWT.DOWN : SWT.UP;
    }

    private int next(TableColumn column) {
        return table.getSortColumn() == column && table.getSortDirection() == SWT.UP ? SWT.DOWN : SWT.UP;
    }

    private static final class Order extends ViewerComparator {
        private final Comparator<Object> order;

        Order(Comparator<Object> order) {
            this.order = order;
        }

        @Override
        public int compare(Viewer sorted, Object a, Object b) {
            return order.compare(a, b);
        }
    }
}
