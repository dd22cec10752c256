package org.idem.ui.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.idem.run.query.RunDifference;

/**
 * The table of runs as it is to be shown: what fits the filter, in its order and groups, and the columns. No SWT: made on
 * any thread. Immutable.
 *
 * @param lines the lines from the top
 * @param columns the columns from the left
 * @param runs how many runs fit
 * @param of how many there are, those in the archive left out unless they are listed too
 * @param different how many config keys have more than one value among them
 * @param equal how many have the same everywhere
 */
record RunListing(List<RunLine> lines, List<RunColumn> columns, int runs, int of, int different, int equal) {
    static final RunListing NOTHING = new RunListing(List.of(), List.of(), 0, 0, 0, 0);
    /** A table is to be read: of more keys the user chooses. */
    private static final int MOST_DIFFERENT = 8;

    static RunListing of(List<RunRow> rows, RunTableSettings settings, RunFilter filter, Set<String> collapsed) {
        List<RunRow> listed = rows.stream()
                .filter(row -> settings.archived() || !row.labels().archived())
                .toList();
        List<RunRow> fitting = new ArrayList<>(filter.of(listed));
        RunColumn sort = settings.sort().isEmpty() ? null : RunColumn.of(settings.sort());
        if (sort != null) {
            fitting.sort(sort.order(settings.descending()));
        }
        List<String> different = RunDifference.keys(
                fitting.stream().map(row -> row.record().details().config()).toList());
        int keys = fitting.stream()
                .mapToInt(row -> row.record().details().config().size())
                .max()
                .orElse(0);
        return new RunListing(
                lines(fitting, settings.group(), collapsed),
                columns(fitting, settings, different),
                fitting.size(),
                listed.size(),
                different.size(),
                Math.max(0, keys - different.size()));
    }

    private static List<RunLine> lines(List<RunRow> rows, String group, Set<String> collapsed) {
        RunColumn column = group.isEmpty() ? null : RunColumn.of(group);
        if (column == null) {
            return List.copyOf(rows);
        }
        Map<String, List<RunRow>> groups = new LinkedHashMap<>();
        // Sorting is stable: within a group the order stays that of the table.
        rows.stream().sorted(column.order(false)).forEach(row -> groups.computeIfAbsent(
                        column.text().apply(row), title -> new ArrayList<>())
                .add(row));
        List<RunLine> lines = new ArrayList<>();
        groups.forEach((value, members) -> {
            String title = column.title() + ": " + (value.isEmpty() ? "none" : value);
            lines.add(new GroupLine(title, members.size(), collapsed.contains(title)));
            if (!collapsed.contains(title)) {
                lines.addAll(members);
            }
        });
        return lines;
    }

    private static List<RunColumn> columns(List<RunRow> rows, RunTableSettings settings, List<String> different) {
        if (!settings.columns().isEmpty()) {
            return settings.columns().stream()
                    .map(RunColumn::of)
                    .filter(Objects::nonNull)
                    .toList();
        }
        List<RunColumn> columns = new ArrayList<>();
        add(columns, FixedColumns.STATE, FixedColumns.NAME);
        addIfSaid(columns, rows, FixedColumns.EVENTS);
        addIfSaid(columns, rows, FixedColumns.TAGS);
        add(columns, "done", "loss", "best_loss");
        addIfSaid(columns, rows, FixedColumns.ACCURACY);
        add(columns, RunColumn.CURVE);
        different.stream().limit(MOST_DIFFERENT).forEach(key -> columns.add(RunColumn.of(RunColumn.CONFIG + key)));
        addIfSaid(columns, rows, FixedColumns.SPEED);
        addIfSaid(columns, rows, FixedColumns.TIME_LEFT);
        if (rows.stream().map(row -> row.record().details().device()).distinct().count() > 1) {
            add(columns, FixedColumns.DEVICE);
        }
        addIfSaid(columns, rows, FixedColumns.NOTE);
        add(columns, "step");
        return columns;
    }

    private static void add(List<RunColumn> columns, String... ids) {
        for (String id : ids) {
            columns.add(RunColumn.of(id));
        }
    }

    private static void addIfSaid(List<RunColumn> columns, List<RunRow> rows, String id) {
        RunColumn column = RunColumn.of(id);
        if (rows.stream().anyMatch(row -> !column.text().apply(row).isEmpty())) {
            columns.add(column);
        }
    }

    /** Every column that these runs could have: those of all runs, then metrics, then config keys that differ, then the others. */
    static List<RunColumn> choices(List<RunRow> rows) {
        List<RunColumn> choices = new ArrayList<>(FixedColumns.all());
        Set<String> tags = new TreeSet<>();
        Set<String> keys = new TreeSet<>();
        rows.forEach(row -> {
            tags.addAll(row.summary().lastMetrics().keySet());
            keys.addAll(row.record().details().config().keySet());
        });
        tags.forEach(tag -> {
            choices.add(RunColumn.of(RunColumn.LAST + tag));
            choices.add(RunColumn.of(RunColumn.BEST + tag));
        });
        List<String> different = RunDifference.keys(
                rows.stream().map(row -> row.record().details().config()).toList());
        different.forEach(key -> choices.add(RunColumn.of(RunColumn.CONFIG + key)));
        keys.removeAll(Set.copyOf(different));
        keys.forEach(key -> choices.add(RunColumn.of(RunColumn.CONFIG + key)));
        return choices;
    }
}
