package org.idem.ui.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.idem.ui.widgets.table.RecordTable;

/** Machine, libraries and choices that the run was made with. */
final class EnvironmentPage implements RunPage {
    private record Entry(String key, String value) {}

    private final RecordTable<Entry> table;

    EnvironmentPage(Composite parent) {
        table = new RecordTable<Entry>(parent)
                .column("Property", 240, SWT.LEAD, Entry::key)
                .column("Value", 560, SWT.LEAD, Entry::value);
    }

    @Override
    public String title() {
        return "Environment";
    }

    @Override
    public Control control() {
        return table.control();
    }

    @Override
    public void show(RunSnapshot snapshot) {
        // The environment comes once, by setEnvironment.
    }

    void setEnvironment(Map<String, Object> environment) {
        List<Entry> entries = new ArrayList<>();
        flatten("", environment, entries);
        table.show(entries);
    }

    private static void flatten(String prefix, Map<?, ?> values, List<Entry> into) {
        values.forEach((key, value) -> {
            if (value instanceof Map<?, ?> nested) {
                flatten(prefix + key + ".", nested, into);
            } else {
                into.add(new Entry(prefix + key, String.valueOf(value)));
            }
        });
    }
}
