package org.idem.ui.runs;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.idem.core.Units;
import org.idem.run.query.MetricFigures;

/**
 * A column of the table of runs. No SWT: used on any thread.
 *
 * @param id by which it is kept
 * @param title in its header
 * @param width in pixels unless the user chose another
 * @param numeric whether it stands at the right
 * @param value what is sorted by: a Double, a String, or null
 * @param text what is shown
 */
record RunColumn(
        String id,
        String title,
        int width,
        boolean numeric,
        Function<RunRow, Object> value,
        Function<RunRow, String> text) {
    static final String CONFIG = "config:";
    static final String LAST = "last:";
    static final String BEST = "best:";
    static final String CURVE = "curve";

    private static final int CONFIG_WIDTH = 104;
    private static final int METRIC_WIDTH = 88;

    static RunColumn text(String id, String title, int width, Function<RunRow, String> text) {
        return new RunColumn(id, title, width, false, row -> text.apply(row), text);
    }

    static RunColumn number(
            String id, String title, int width, Function<RunRow, Double> value, Function<RunRow, String> text) {
        return new RunColumn(id, title, width, true, row -> value.apply(row), text);
    }

    /** The column of an id; null for one that is no column's. */
    static RunColumn of(String id) {
        if (id.startsWith(CONFIG)) {
            return ofConfig(id.substring(CONFIG.length()));
        }
        if (id.startsWith(LAST)) {
            String tag = id.substring(LAST.length());
            return ofMetric(id, tag, row -> row.summary().lastMetrics().get(tag));
        }
        if (id.startsWith(BEST)) {
            String tag = id.substring(BEST.length());
            return ofMetric(id, "best " + tag, row -> best(row, tag));
        }
        return FixedColumns.of(id);
    }

    static Double best(RunRow row, String tag) {
        Map<String, MetricFigures> metrics = row.record().details().metrics();
        return metrics.containsKey(tag) ? metrics.get(tag).best() : null;
    }

    private static RunColumn ofConfig(String key) {
        Function<RunRow, String> text = row ->
                Objects.requireNonNullElse(row.record().details().config().get(key), "");
        return new RunColumn(CONFIG + key, shortKey(key), CONFIG_WIDTH, false, row -> sortable(text.apply(row)), text);
    }

    /** The last part says most; one alone, or the number of an element, says too little. */
    private static String shortKey(String key) {
        String[] parts = key.split("\\.");
        return parts.length <= 2 ? key : parts[parts.length - 2] + "." + parts[parts.length - 1];
    }

    private static RunColumn ofMetric(String id, String title, Function<RunRow, Double> value) {
        return number(id, title.replace("train/", ""), METRIC_WIDTH, value, row -> figure(value.apply(row)));
    }

    static String figure(Double value) {
        if (value == null || value.isNaN()) {
            return value == null ? "" : "NaN";
        }
        double size = Math.abs(value);
        if (size >= 10_000 && !value.isInfinite()) {
            return Units.count(Math.round(value));
        }
        return String.format(Locale.ROOT, size != 0 && size < 1e-3 ? "%.2e" : "%.4f", value);
    }

    private static Object sortable(String text) {
        try {
            return text.isEmpty() || "0123456789+-.".indexOf(text.charAt(0)) < 0 ? text : (Object) Double.valueOf(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /** Numbers before texts, both before nothing, whichever way they are sorted. */
    Comparator<RunRow> order(boolean descending) {
        Comparator<Object> values = RunColumn::compare;
        Comparator<Object> directed = descending ? values.reversed() : values;
        return (a, b) -> {
            Object left = value.apply(a);
            Object right = value.apply(b);
            boolean noLeft = isNothing(left);
            boolean noRight = isNothing(right);
            return noLeft || noRight ? Boolean.compare(noLeft, noRight) : directed.compare(left, right);
        };
    }

    private static boolean isNothing(Object value) {
        return value == null || value.equals("") || value.equals(Double.NaN);
    }

    private static int compare(Object a, Object b) {
        if (a instanceof Double left && b instanceof Double right) {
            return left.compareTo(right);
        }
        if (a instanceof Double != b instanceof Double) {
            return a instanceof Double ? -1 : 1;
        }
        return a.toString().compareToIgnoreCase(b.toString());
    }
}
