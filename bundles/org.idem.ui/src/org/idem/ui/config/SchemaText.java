package org.idem.ui.config;

import java.util.ArrayList;
import java.util.List;
import org.idem.config.schema.SchemaKey;

/** A key of the schema in words, for hovers and proposals. */
final class SchemaText {
    /** Hovers do not wrap lines by themselves. */
    private static final int WIDTH = 72;

    private SchemaText() {}

    /** Everything about it, in short lines. */
    static String of(SchemaKey key) {
        List<String> lines = new ArrayList<>();
        lines.add(key.key());
        add(lines, "", key.help());
        lines.add("");
        add(lines, "Type: ", key.type() + (key.unit().isEmpty() ? "" : ", in " + key.unit()));
        add(lines, "Range: ", key.range());
        add(lines, "One of: ", String.join(", ", key.choices()));
        add(lines, key.required() ? "" : "Default: ", key.required() ? "Required" : key.defaultValue());
        add(lines, "Only for: ", String.join(", ", key.only()));
        add(lines, "Note: ", key.note());
        return String.join("\n", lines);
    }

    private static void add(List<String> lines, String label, String value) {
        if (value.isEmpty()) {
            return;
        }
        StringBuilder line = new StringBuilder();
        for (String word : (label + value).split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
    }
}
