package org.idem.ui.verify;

import java.util.Locale;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.idem.core.Units;
import org.idem.metrics.TarAtFar;
import org.idem.run.TarAt;
import org.idem.ui.parts.RecordTable;

/** TAR at FAR, each cell with its interval and with the number of errors that it rests on. */
final class TarTable {
    private TarTable() {}

    static RecordTable<TarAt> create(Composite parent) {
        return new RecordTable<TarAt>(parent)
                .column("FAR", 72, SWT.LEAD, TarTable::far)
                .column("TAR", 84, SWT.TRAIL, row -> percent(row.tar()))
                .column("95 % interval", 148, SWT.TRAIL, row -> percent(row.low()) + " – " + percent(row.high()))
                .column("Threshold", 88, SWT.TRAIL, TarTable::threshold)
                .column("False accepts", 108, SWT.TRAIL, row -> Units.count(row.errors()))
                .column("", 190, SWT.LEAD, TarTable::caution);
    }

    /** {@code 1e-3}, as papers write it. */
    private static String far(TarAt row) {
        return String.format(Locale.ROOT, "%.0e", row.far()).replace("e-0", "e-");
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    private static String threshold(TarAt row) {
        return Double.isFinite(row.threshold()) ? String.format(Locale.ROOT, "%.4f", row.threshold()) : "—";
    }

    private static String caution(TarAt row) {
        return row.errors() < TarAtFar.RULE_OF_THIRTY ? "rests on fewer than 30 errors" : "";
    }
}
