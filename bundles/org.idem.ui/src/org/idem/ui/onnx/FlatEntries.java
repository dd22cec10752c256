package org.idem.ui.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.idem.ui.widgets.table.RecordTable;

/** What a file says under names, some below others, as lines of a table. */
final class FlatEntries {
    private static final int MOST = 1000;
    private static final int DEEPEST = 8;

    /** A dotted name and what the file says there. */
    record Entry(String key, String value) {}

    private FlatEntries() {}

    static RecordTable<Entry> table(Composite parent) {
        return new RecordTable<Entry>(parent)
                .column("Property", 220, SWT.LEAD, Entry::key)
                .column("Value", 480, SWT.LEAD, Entry::value)
                .stretched(480)
                .toolTip(Entry::value);
    }

    /** The lines of all that is said, but for some names. */
    static List<Entry> of(Map<String, Object> said, Set<String> without) {
        List<Entry> entries = new ArrayList<>();
        said.forEach((key, value) -> {
            if (!without.contains(key)) {
                add(entries, key, value, 0);
            }
        });
        return entries.subList(0, Math.min(MOST, entries.size()));
    }

    private static void add(List<Entry> entries, String key, Object value, int depth) {
        if (value instanceof Map<?, ?> nested && depth < DEEPEST && entries.size() < MOST) {
            nested.forEach((name, inner) -> add(entries, key + "." + name, inner, depth + 1));
        } else {
            entries.add(new Entry(OnnxReading.line(key), OnnxReading.line(value)));
        }
    }
}
