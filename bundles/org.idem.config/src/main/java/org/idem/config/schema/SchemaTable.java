package org.idem.config.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.idem.core.AtomicFiles;

/** The schema as tables in Markdown, one for each top section. */
public final class SchemaTable {
    /** Line before the tables in a document. */
    public static final String BEGIN = "<!-- keys: generated from the schema by SchemaTable -->";

    /** Line after the tables in a document. */
    public static final String END = "<!-- keys: end -->";

    private SchemaTable() {}

    /** Puts the tables in the document that the argument names, in place of those in it. */
    public static void main(String[] arguments) throws IOException {
        Path document = Path.of(arguments[0]);
        AtomicFiles.write(document, update(Files.readString(document)));
    }

    /** The document's text with current tables. */
    public static String update(String document) {
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("The document does not hold the lines " + BEGIN + " and " + END);
        }
        return document.substring(0, begin) + BEGIN + "\n" + markdown() + "\n" + document.substring(end);
    }

    /** Returns the tables of all keys, section by section, as Markdown. */
    public static String markdown() {
        StringBuilder text = new StringBuilder();
        for (SchemaKey section : Schema.children("")) {
            text.append("\n### ").append(section.key()).append("\n\n");
            text.append(section.help()).append("\n\n");
            text.append("| key | value | default | meaning |\n|---|---|---|---|\n");
            Schema.keys().stream()
                    .filter(key -> key.key().startsWith(section.key() + "."))
                    .forEach(key -> text.append(row(key)));
        }
        return text.toString();
    }

    private static String row(SchemaKey key) {
        StringBuilder value = new StringBuilder(key.choices().isEmpty() ? key.type() : choices(key));
        if (!key.range().isEmpty()) {
            value.append(' ').append(key.range());
        }
        if (!key.unit().isEmpty()) {
            value.append(", ").append(key.unit());
        }
        StringBuilder meaning = new StringBuilder(key.help());
        if (!key.only().isEmpty()) {
            meaning.append(" For ").append(String.join(", ", key.only())).append(" only.");
        }
        if (!key.note().isEmpty()) {
            meaning.append(" _").append(key.note()).append('_');
        }
        if (!key.warning().isEmpty()) {
            meaning.append(" _No effect here: ").append(key.warning()).append("._");
        }
        String usual = key.hasDefault() ? "`" + key.defaultValue() + "`" : key.defaultValue();
        return "| `" + key.key() + "` | " + escape(value) + " | " + usual + " | " + escape(meaning) + " |\n";
    }

    private static String choices(SchemaKey key) {
        StringBuilder all = new StringBuilder();
        for (String choice : key.choices()) {
            all.append(all.isEmpty() ? "" : ", ")
                    .append('`')
                    .append(choice.isEmpty() ? "''" : choice)
                    .append('`');
        }
        return all.toString();
    }

    private static String escape(CharSequence text) {
        return text.toString().replace("|", "\\|").replace("*", "\\*");
    }
}
