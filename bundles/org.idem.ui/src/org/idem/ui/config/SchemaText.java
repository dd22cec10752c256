package org.idem.ui.config;

import java.util.ArrayList;
import java.util.List;
import org.idem.config.SchemaKey;

/** A key of the schema in words, for hovers and proposals. */
final class SchemaText {
    private SchemaText() {}

    /** Everything about it, in short lines. */
    static String of(SchemaKey key) {
        List<String> lines = new ArrayList<>();
        lines.add(key.key());
        lines.add(key.help());
        lines.add("");
        lines.add("Type: " + key.type() + (key.unit().isEmpty() ? "" : ", in " + key.unit()));
        add(lines, "Range: ", key.range());
        add(lines, "One of: ", String.join(", ", key.choices()));
        add(lines, "Default: ", key.defaultValue());
        add(lines, "Only for: ", String.join(", ", key.only()));
        add(lines, "Note: ", key.note());
        return String.join("\n", lines);
    }

    private static void add(List<String> lines, String label, String value) {
        if (!value.isEmpty()) {
            lines.add(label + value);
        }
    }
}
