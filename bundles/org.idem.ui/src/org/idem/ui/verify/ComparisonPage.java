package org.idem.ui.verify;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Text;
import org.idem.run.Evaluation;
import org.idem.ui.widgets.table.RecordTable;

/** Several evaluations side by side: the best of each figure in bold, what rests on fewer than 30 errors quieter. */
final class ComparisonPage implements VerificationPage {
    private final List<String> models;
    private final Composite page;
    private RecordTable<ComparisonTable.Row> table;
    private Text words;

    /**
     * An empty page.
     *
     * @param models the model of each evaluation
     */
    ComparisonPage(Composite parent, List<String> models) {
        this.models = models;
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(8, 8).spacing(8, 8).applyTo(page);
    }

    private static RecordTable<ComparisonTable.Row> table(Composite parent, List<String> columns) {
        RecordTable<ComparisonTable.Row> table = new RecordTable<ComparisonTable.Row>(parent)
                .column("Set", 120, SWT.LEAD, ComparisonTable.Row::set)
                .column("Figure", 140, SWT.LEAD, ComparisonTable.Row::figure);
        for (int i = 0; i < columns.size(); i++) {
            int at = i;
            table.column(columns.get(i), 260, SWT.TRAIL, row -> row.cells()
                            .get(at)
                            .text())
                    .emphasized(
                            row -> row.cells().get(at).best(),
                            row -> !row.cells().get(at).reliable());
        }
        return table;
    }

    @Override
    public String title() {
        return "Summary";
    }

    @Override
    public Control control() {
        return page;
    }

    @Override
    public void show(List<EvaluationReading> readings, EvaluationCharts charts) {
        List<Evaluation> evaluations =
                readings.stream().map(EvaluationReading::evaluation).toList();
        ComparisonTable shown = ComparisonTable.of(models, evaluations);
        if (table == null) {
            table = table(page, shown.models());
            GridDataFactory.fillDefaults().grab(true, true).applyTo(table.control());
            words = new Text(page, SWT.READ_ONLY | SWT.MULTI | SWT.WRAP);
            GridDataFactory.fillDefaults().grab(true, false).applyTo(words);
        }
        table.show(shown.rows());
        words.setText(readings.stream()
                .flatMap(reading -> Stream.of(
                        reading.comparison(),
                        reading.overlap().isEmpty() ? "" : reading.name() + ": " + reading.overlap()))
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.joining("\n")));
        page.layout(true, true);
    }
}
