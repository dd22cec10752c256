package org.idem.ui.run;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.idem.core.Units;
import org.idem.run.Evaluation;
import org.idem.ui.icons.Icons;
import org.idem.ui.widgets.table.RecordTable;

/** How well the run's checkpoints verify; double-click opens one evaluation. */
final class EvaluationsPage implements RunPage {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

    private final RecordTable<Evaluation> table;

    EvaluationsPage(Composite parent, Consumer<Evaluation> open) {
        table = new RecordTable<Evaluation>(parent)
                .column("Set", 180, SWT.LEAD, Evaluation::set, one -> Icons.VERIFICATION.descriptor())
                .column("Step", 96, SWT.TRAIL, one -> Units.count(one.step()))
                .column("Pairs", 84, SWT.TRAIL, one -> Units.count(one.pairs()))
                .column("Accuracy", 148, SWT.TRAIL, EvaluationsPage::accuracy)
                .column("AUC", 84, SWT.TRAIL, one -> String.format(Locale.ROOT, "%.4f", one.auc()))
                .column("EER", 84, SWT.TRAIL, one -> String.format(Locale.ROOT, "%.2f %%", 100 * one.eer()))
                .column("Measured", 160, SWT.LEAD, one -> TIME.format(one.when()))
                .onOpen(open);
    }

    private static String accuracy(Evaluation one) {
        return Double.isNaN(one.accuracy())
                ? "—"
                : String.format(Locale.ROOT, "%.2f ± %.2f %%", 100 * one.accuracy(), 100 * one.accuracyStd());
    }

    @Override
    public String title() {
        return "Evaluations";
    }

    @Override
    public Control control() {
        return table.control();
    }

    @Override
    public void show(RunSnapshot snapshot) {
        table.show(snapshot.evaluations());
    }
}
