package org.idem.run.query;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.idem.core.EditDistance;
import org.idem.core.InputException;
import org.idem.core.Problem;

/**
 * A condition on runs: {@code lr<0.1 and loss.last<5 and Model.name=IResNet50}, with {@code and}, {@code or}, {@code not},
 * brackets, {@code = != < <= > >=}, {@code ~} for a regular expression that is found in a text, and {@code tag:x}. Two numbers
 * are compared as numbers, anything else as texts without regard to case. A run that lacks a column, or whose value is NaN,
 * fulfils no comparison with it but {@code !=}. Immutable.
 */
public sealed interface RunQuery {

    /** Whether a run fulfils the condition. */
    boolean matches(RunColumns run);

    /** Columns that it names, tags left out. */
    Set<String> columns();

    /**
     * Reads a condition.
     *
     * @throws InputException if it is malformed, with what was expected where
     */
    static RunQuery parse(String text) {
        return new QueryParser(text).parse();
    }

    /**
     * Refuses a condition on a column that none of these runs has: it is a slip of the pen. Without runs nothing is known of
     * metrics.
     *
     * @throws InputException that names the column and the nearest ones
     */
    default void requireColumns(Collection<RunColumns> runs) {
        for (String column : columns()) {
            if (!runs.isEmpty()
                    && !RunColumns.FIXED.contains(column)
                    && runs.stream().noneMatch(run -> run.has(column))) {
                String near = nearest(column, runs);
                throw new InputException(Problem.error(
                        null,
                        "--where",
                        "No run has a column \"" + column + "\"",
                        near.isEmpty() ? "idem runs --json lists the columns" : "did you mean " + near + "?"));
            }
        }
    }

    private static String nearest(String column, Collection<RunColumns> runs) {
        Set<String> known = new TreeSet<>(RunColumns.FIXED);
        runs.forEach(run -> {
            known.addAll(run.lastMetrics().keySet());
            known.addAll(run.config().keySet());
        });
        String wanted = column.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(name ->
                        EditDistance.of(wanted, name.toLowerCase(Locale.ROOT)) <= Math.max(1, wanted.length() / 3))
                .sorted(Comparator.comparingInt(name -> EditDistance.of(wanted, name.toLowerCase(Locale.ROOT))))
                .limit(3)
                .collect(Collectors.joining(" or "));
    }

    /** All of several conditions. */
    record And(List<RunQuery> parts) implements RunQuery {
        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean matches(RunColumns run) {
            return parts.stream().allMatch(part -> part.matches(run));
        }

        @Override
        public Set<String> columns() {
            return columnsOf(parts);
        }
    }

    /** At least one of several conditions. */
    record Or(List<RunQuery> parts) implements RunQuery {
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean matches(RunColumns run) {
            return parts.stream().anyMatch(part -> part.matches(run));
        }

        @Override
        public Set<String> columns() {
            return columnsOf(parts);
        }
    }

    /** The opposite of a condition. */
    record Not(RunQuery part) implements RunQuery {
        @Override
        public boolean matches(RunColumns run) {
            return !part.matches(run);
        }

        @Override
        public Set<String> columns() {
            return part.columns();
        }
    }

    /** A tag that the run has. */
    record HasTag(String tag) implements RunQuery {
        @Override
        public boolean matches(RunColumns run) {
            return run.labels().tags().contains(tag);
        }

        @Override
        public Set<String> columns() {
            return Set.of();
        }
    }

    /**
     * A comparison of a column with a value.
     *
     * @param operator one of {@code = != < <= > >=}
     */
    record Comparison(String column, String operator, String value) implements RunQuery {
        @Override
        public boolean matches(RunColumns run) {
            Optional<Object> actual = run.value(column).filter(found -> !found.equals(Double.NaN));
            return actual.map(found -> holds(compare(found))).orElse(operator.equals("!="));
        }

        private int compare(Object found) {
            Double left = found instanceof Double number ? number : number(found.toString());
            Double right = number(value);
            return left != null && right != null
                    ? Double.compare(left, right)
                    : found.toString().compareToIgnoreCase(value);
        }

        /** Most texts are seen to be no number by their first letter, which is sooner than a failure to read one. */
        private static Double number(String text) {
            if (text.isEmpty() || "0123456789+-.NI \t".indexOf(text.charAt(0)) < 0) {
                return null;
            }
            try {
                return Double.valueOf(text);
            } catch (NumberFormatException e) {
                return null;
            }
        }

        private boolean holds(int order) {
            return switch (operator) {
                case "=" -> order == 0;
                case "!=" -> order != 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
        }

        @Override
        public Set<String> columns() {
            return Set.of(column);
        }
    }

    /** A regular expression that is found in a column's text. */
    record Match(String column, Pattern pattern) implements RunQuery {
        @Override
        public boolean matches(RunColumns run) {
            return run.value(column)
                    .map(found -> pattern.matcher(found.toString()).find())
                    .orElse(false);
        }

        @Override
        public Set<String> columns() {
            return Set.of(column);
        }
    }

    private static Set<String> columnsOf(List<RunQuery> parts) {
        Set<String> columns = new HashSet<>();
        parts.forEach(part -> columns.addAll(part.columns()));
        return columns;
    }
}
