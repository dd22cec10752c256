package org.idem.ui.widgets.table;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;

/**
 * The items that the toolkit has made of a virtual table, of which it loses some when lines go. GTK asks for a line while it
 * is taken away, and gets an item that the table does not keep: nobody would dispose it, and themes would go on to colour it
 * when the table is gone. UI thread only.
 */
final class MadeItems {
    private final Table table;
    private final Set<TableItem> items = Collections.newSetFromMap(new WeakHashMap<>());

    MadeItems(Table table) {
        this.table = table;
    }

    void add(TableItem item) {
        items.add(item);
    }

    /** Disposes those that the table does not keep. */
    void disposeLost() {
        items.removeIf(TableItem::isDisposed);
        for (TableItem item : List.copyOf(items)) {
            if (table.indexOf(item) < 0) {
                item.dispose();
            }
        }
    }
}
