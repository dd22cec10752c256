package org.idem.ui.verify;

import java.util.Locale;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.idem.core.Units;
import org.idem.metrics.FarLabel;
import org.idem.metrics.TarAtFarRow;
import org.idem.run.Evaluation;
import org.idem.ui.widgets.table.RecordTable;

/** TAR at FAR, each cell with its interval and with the number of errors that it rests on. */
final class TarTable {
    private static final String NONE = "—";

    private TarTable() {}

    static RecordTable<TarAtFarRow> create(Composite parent) {
        return new RecordTable<TarAtFarRow>(parent)
                .column("FAR", 56, SWT.LEAD, row -> FarLabel.of(row.far()))
                .column("TAR", 76, SWT.TRAIL, row -> percent(row.tar()))
                .column("95 % interval", 144, SWT.TRAIL, TarTable::interval)
                .column("Threshold", 84, SWT.TRAIL, TarTable::threshold)
                .column("False accepts", 104, SWT.TRAIL, TarTable::errors)
                .column("", 360, SWT.LEAD, TarTable::caution)
                .stretched(360);
    }

    static String interval(TarAtFarRow row) {
        return row.isMeasurable() ? percent(row.low()) + " – " + percent(row.high()) : NONE;
    }

    private static String errors(TarAtFarRow row) {
        return row.isMeasurable() ? Units.count(row.errors()) : NONE;
    }

    static String accuracy(Evaluation evaluation) {
        return Double.isNaN(evaluation.accuracy())
                ? NONE
                : percent(evaluation.accuracy()) + " ± " + percent(evaluation.accuracyStd());
    }

    static String percent(double share) {
        return Double.isNaN(share) ? NONE : String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    private static String threshold(TarAtFarRow row) {
        return Double.isFinite(row.threshold()) ? String.format(Locale.ROOT, "%.4f", row.threshold()) : NONE;
    }

    private static String caution(TarAtFarRow row) {
        if (!row.isMeasurable()) {
            return row.needs();
        }
        return row.isReliable() ? "" : "rests on fewer than 30 errors";
    }
}
