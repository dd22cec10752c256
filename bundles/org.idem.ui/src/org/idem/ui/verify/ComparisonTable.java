package org.idem.ui.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.idem.metrics.FarLabel;
import org.idem.metrics.TarAtFarRow;
import org.idem.run.Evaluation;

/**
 * Several evaluations as a table: models are columns, sets and their figures rows.
 *
 * @param models names of the columns
 * @param rows one for each figure of each set
 */
record ComparisonTable(List<String> models, List<Row> rows) {

    /** One figure of one set, a cell for each model. */
    record Row(String set, String figure, List<Cell> cells) {}

    /**
     * One figure of one model.
     *
     * @param text as it is shown, with its interval where it has one
     * @param best whether no model is better, and one is worse
     * @param reliable whether it rests on enough errors
     */
    record Cell(String text, boolean best, boolean reliable) {
        private static final Cell NONE = new Cell("", false, true);
    }

    /** A number of an evaluation and how it is shown. */
    private record Figure(double value, String text, boolean reliable) {}

    /**
     * Arranges evaluations.
     *
     * @param models the model of each evaluation
     */
    static ComparisonTable of(List<String> models, List<Evaluation> evaluations) {
        List<String> columns = models.stream().distinct().toList();
        Map<String, Map<String, Evaluation>> sets = new LinkedHashMap<>();
        for (int i = 0; i < evaluations.size(); i++) {
            Evaluation one = evaluations.get(i);
            sets.computeIfAbsent(one.set(), set -> new LinkedHashMap<>()).put(models.get(i), one);
        }
        List<Row> rows = new ArrayList<>();
        sets.forEach((set, of) -> addRows(rows, set, columns, of));
        return new ComparisonTable(columns, rows);
    }

    private static void addRows(List<Row> rows, String set, List<String> columns, Map<String, Evaluation> of) {
        rows.add(row(
                set,
                "Accuracy",
                columns,
                of,
                1,
                one -> Optional.of(new Figure(one.accuracy(), TarTable.accuracy(one), true))));
        rows.add(row(
                set,
                "EER",
                columns,
                of,
                -1,
                one -> Optional.of(new Figure(one.eer(), TarTable.percent(one.eer()), true))));
        TreeSet<Double> rates = new TreeSet<>();
        of.values().forEach(one -> one.table().forEach(row -> rates.add(row.far())));
        for (double far : rates.descendingSet()) {
            rows.add(row(set, "TAR @ FAR " + FarLabel.of(far), columns, of, 1, one -> tar(one, far)));
        }
    }

    private static Optional<Figure> tar(Evaluation one, double far) {
        return one.table().stream()
                .filter(row -> Double.compare(row.far(), far) == 0)
                .findFirst()
                .map(row -> new Figure(row.tar(), text(row), row.isReliable()));
    }

    private static String text(TarAtFarRow row) {
        return row.isMeasurable()
                ? TarTable.percent(row.tar()) + "  (" + TarTable.interval(row) + ")"
                : "not measurable";
    }

    private static Row row(
            String set,
            String figure,
            List<String> columns,
            Map<String, Evaluation> of,
            int sign,
            Function<Evaluation, Optional<Figure>> read) {
        List<Optional<Figure>> figures = columns.stream()
                .map(model -> Optional.ofNullable(of.get(model)).flatMap(read))
                .toList();
        double[] values = figures.stream()
                .flatMap(Optional::stream)
                .mapToDouble(Figure::value)
                .filter(Double::isFinite)
                .map(value -> sign * value)
                .sorted()
                .toArray();
        boolean decided = values.length > 1 && values[0] < values[values.length - 1];
        return new Row(
                set,
                figure,
                figures.stream()
                        .map(one -> one.map(f -> new Cell(
                                        f.text(),
                                        decided && Double.compare(sign * f.value(), values[values.length - 1]) == 0,
                                        f.reliable()))
                                .orElse(Cell.NONE))
                        .toList());
    }
}
