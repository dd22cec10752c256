package org.idem.ui.compare;

import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.idem.run.compare.Differences.Difference;
import org.idem.ui.widgets.UiUpdateQueue;
import org.idem.ui.widgets.table.LineColumn;
import org.idem.ui.widgets.table.TableExport;
import org.idem.ui.widgets.table.VirtualTable;

/** What differs between the runs, a column for each of them. */
final class DifferencesPage implements ComparisonPage {
    private final VirtualTable<Difference> table;

    DifferencesPage(Composite parent, UiUpdateQueue updates) {
        table = new VirtualTable<>(parent, one -> List.of(one.kind(), one.key()));
        new TableExport(table.control(), updates, "differences", table::text).install();
    }

    @Override
    public String title() {
        return "Differences";
    }

    @Override
    public Control control() {
        return table.control();
    }

    @Override
    public void show(ComparisonSnapshot snapshot) {
        table.setColumns(ColumnsPerRun.runs(
                snapshot.runs(),
                List.of(
                        LineColumn.<Difference>text("kind", "In", 96, Difference::kind),
                        LineColumn.<Difference>text("key", "What", 260, Difference::key)),
                (one, run) -> one.values().get(run),
                SWT.LEAD));
        table.show(snapshot.differences());
    }
}
