package org.idem.run.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.idem.core.TextTable;
import org.idem.run.MetricTags;
import org.idem.run.RunDirectory;
import org.idem.run.RunLabels;
import org.idem.run.query.MetricFigures;
import org.idem.run.query.RunDifference;
import org.idem.run.query.RunRecord;

/**
 * What runs were given and what came out: a column for each config key that differs, and for the last and the best value of
 * each metric. Immutable.
 *
 * @param runs the rows
 * @param columns keys first, results after them
 */
public record RunTable(List<Row> runs, List<Column> columns) {
    private static final String BEST = "best ";
    private static final String BEST_OF = "best:";
    private static final String LAST_OF = "last:";

    /**
     * A run.
     *
     * @param key its path, by which it is found in charts
     * @param name what it is called beside the others
     * @param style how charts draw it
     */
    public record Row(String key, String name, int style) {}

    /**
     * A column with a value of each run.
     *
     * @param id by which it is known: a config key, or {@code last:} or {@code best:} and a metric
     * @param title what stands at an axis
     * @param isResult whether it came out, rather than being given
     * @param texts of each run, empty where it has none
     * @param numbers of each run, NaN where it has none; empty where the values are words
     */
    public record Column(String id, String title, boolean isResult, List<String> texts, double[] numbers) {
        /** Whether every value that is there is a number. */
        public boolean isNumber() {
            return numbers.length > 0;
        }

        /** Whether these are the best accuracies of a verification set. */
        public boolean isAccuracy() {
            return id.startsWith(BEST_OF + "eval/") && id.endsWith("/accuracy");
        }

        /** Whether these are the last losses of the training. */
        public boolean isLoss() {
            return id.equals(LAST_OF + MetricTags.LOSS);
        }

        /** The different words in their order; of numbers none. */
        public List<String> words() {
            return isNumber()
                    ? List.of()
                    : List.copyOf(new TreeSet<>(
                            texts.stream().filter(text -> !text.isEmpty()).toList()));
        }

        /** Where a run stands on an axis of this column: its number, or which of the words it has; NaN without a value. */
        public double place(int run) {
            if (isNumber()) {
                return numbers[run];
            }
            int word = words().indexOf(texts.get(run));
            return word < 0 ? Double.NaN : word;
        }

        private List<Integer> best() {
            if (!isResult || texts.size() < 2) {
                return List.of();
            }
            double sign = MetricFigures.isToGrow(id) ? -1 : 1;
            double least = IntStream.range(0, numbers.length)
                    .mapToDouble(i -> sign * numbers[i])
                    .filter(Double::isFinite)
                    .min()
                    .orElse(Double.NaN);
            return IntStream.range(0, numbers.length)
                    .filter(i -> Double.compare(sign * numbers[i], least) == 0)
                    .boxed()
                    .toList();
        }
    }

    /** The table of runs whose details have been read. */
    public static RunTable of(List<RunRecord> records) {
        List<RunDirectory> directories = records.stream().map(RunRecord::run).toList();
        List<Row> rows = new ArrayList<>();
        for (RunRecord record : records) {
            int style = record.labels().style();
            rows.add(new Row(
                    record.run().path().toString(),
                    record.run().nameAmong(directories),
                    style == RunLabels.NO_STYLE ? rows.size() : style));
        }
        List<Column> columns = new ArrayList<>();
        List<Map<String, String>> configs =
                records.stream().map(record -> record.details().config()).toList();
        for (String key : RunDifference.keys(configs)) {
            List<String> texts =
                    configs.stream().map(config -> config.getOrDefault(key, "")).toList();
            columns.add(new Column(key, shortKey(key), false, texts, numbers(texts)));
        }
        TreeSet<String> tags = new TreeSet<>();
        records.forEach(record -> tags.addAll(record.details().metrics().keySet()));
        for (String tag : tags) {
            String title = tag.startsWith("train/") ? tag.substring("train/".length()) : tag;
            columns.add(result(BEST_OF + tag, BEST + title, records, tag, MetricFigures::best));
            columns.add(result(LAST_OF + tag, title, records, tag, MetricFigures::last));
        }
        return new RunTable(List.copyOf(rows), List.copyOf(columns));
    }

    private static Column result(
            String id, String title, List<RunRecord> records, String tag, Function<MetricFigures, Double> figure) {
        double[] numbers = records.stream()
                .map(record -> record.details().metrics().get(tag))
                .mapToDouble(figures -> figures == null ? Double.NaN : figure.apply(figures))
                .toArray();
        List<String> texts = IntStream.range(0, numbers.length)
                .mapToObj(i -> records.get(i).details().metrics().containsKey(tag) ? text(numbers[i]) : "")
                .toList();
        return new Column(id, title, true, texts, numbers);
    }

    /** Five digits say what tells two results apart. */
    private static String text(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        return String.format(Locale.ROOT, size != 0 && (size < 1e-3 || size >= 1e6) ? "%.4e" : "%.5g", value);
    }

    /** None unless every value that is there is a number. */
    private static double[] numbers(List<String> texts) {
        double[] numbers = new double[texts.size()];
        for (int i = 0; i < numbers.length; i++) {
            try {
                numbers[i] = texts.get(i).isEmpty() ? Double.NaN : Double.parseDouble(texts.get(i));
            } catch (NumberFormatException e) {
                return new double[0];
            }
        }
        return numbers;
    }

    /** The last two parts of a key tell enough of it. */
    private static String shortKey(String key) {
        String[] parts = key.split("\\.");
        return parts.length <= 2 ? key : parts[parts.length - 2] + "." + parts[parts.length - 1];
    }

    /** The same drawn in other styles, by the keys of the runs. */
    public RunTable withStyles(Map<String, Integer> styles) {
        List<Row> restyled = runs.stream()
                .map(run -> new Row(run.key(), run.name(), styles.getOrDefault(run.key(), run.style())))
                .toList();
        return new RunTable(restyled, columns);
    }

    /** Returns the columns of these ids, in that order; ids that no column has are left out. */
    public List<Column> columns(List<String> ids) {
        return ids.stream()
                .flatMap(id -> columns.stream().filter(column -> column.id().equals(id)))
                .toList();
    }

    /** Some of the runs and columns as texts, the best of each result set off. */
    public TextTable text(List<Integer> rows, List<Column> chosen) {
        List<TextTable.Column> heads = new ArrayList<>();
        heads.add(TextTable.Column.text("Run"));
        for (Column column : chosen) {
            List<Integer> best = column.best();
            heads.add(new TextTable.Column(
                    column.title(),
                    column.isNumber(),
                    IntStream.range(0, rows.size())
                            .filter(i -> best.contains(rows.get(i)))
                            .boxed()
                            .toList()));
        }
        return new TextTable(
                heads,
                rows.stream()
                        .map(row -> {
                            List<String> cells =
                                    new ArrayList<>(List.of(runs.get(row).name()));
                            chosen.forEach(column -> cells.add(column.texts().get(row)));
                            return List.copyOf(cells);
                        })
                        .toList());
    }
}
