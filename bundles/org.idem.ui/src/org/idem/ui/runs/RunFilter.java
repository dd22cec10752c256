package org.idem.ui.runs;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.idem.run.query.RunColumns;
import org.idem.run.query.RunQuery;

/** What the filter box says: a condition, or one word that is looked for in names, tags and notes. No SWT. */
final class RunFilter {
    static final RunFilter NONE = new RunFilter("", null);
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_.-]+");

    private final String word;
    private final RunQuery query;

    private RunFilter(String word, RunQuery query) {
        this.word = word;
        this.query = query;
    }

    /** @throws org.idem.core.InputException if it is a condition that is not whole */
    static RunFilter of(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return NONE;
        }
        return WORD.matcher(stripped).matches()
                ? new RunFilter(stripped.toLowerCase(Locale.ROOT), null)
                : new RunFilter("", RunQuery.parse(stripped));
    }

    /**
     * The runs that fit.
     *
     * @throws org.idem.core.InputException if no run has a column that the condition names
     */
    List<RunRow> of(Collection<RunRow> rows) {
        if (query != null) {
            query.requireColumns(
                    rows.stream().map(row -> new RunColumns(row.record())).toList());
        }
        return rows.stream().filter(this::fits).toList();
    }

    private boolean fits(RunRow row) {
        return query != null
                ? query.matches(new RunColumns(row.record()))
                : word.isEmpty()
                        || has(row.run().name())
                        || has(row.labels().note())
                        || row.labels().tags().stream().anyMatch(this::has);
    }

    private boolean has(String text) {
        return text.toLowerCase(Locale.ROOT).contains(word);
    }
}
