package org.idem.ui.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.eclipse.swt.SWT;
import org.idem.ui.widgets.table.LineColumn;

/** Columns of a table that has one for each run. */
final class ColumnsPerRun {
    private static final int WIDTH = 168;

    private ColumnsPerRun() {}

    /** {@code first}, then a column for each run, whose text of a line {@code text} tells by the run's number. */
    static <T> List<LineColumn<T>> runs(
            List<ComparedRun> runs, List<LineColumn<T>> first, BiFunction<T, Integer, String> text, int style) {
        List<LineColumn<T>> columns = new ArrayList<>(first);
        for (int i = 0; i < runs.size(); i++) {
            int number = i;
            ComparedRun run = runs.get(i);
            String id = run.run().path().toString();
            LineColumn<T> column = style == SWT.TRAIL
                    ? LineColumn.number(id, run.shortName(), WIDTH, line -> text.apply(line, number))
                    : LineColumn.text(id, run.shortName(), WIDTH, line -> text.apply(line, number));
            columns.add(column.withToolTip(run.run().name() + "\n" + run.legend()));
        }
        return columns;
    }
}
