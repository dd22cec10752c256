package org.idem.config.yaml;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.idem.config.reader.ConfigReader;

/** Writes a completed config so that {@link ConfigReader} reads the same from it; what was not in the file says so. */
public final class EffectiveYaml {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./(+~-][A-Za-z0-9_./()*+@%, -]*");
    private static final Pattern PLAIN_IN_FLOW = Pattern.compile("[A-Za-z0-9_./(+~-][A-Za-z0-9_./()*+@% -]*");

    private final StringBuilder out = new StringBuilder();

    private EffectiveYaml() {}

    /** Returns the YAML of a config; a comment says of each value that was not in the file where it comes from. */
    public static String write(ConfigNode.Section root) {
        EffectiveYaml yaml = new EffectiveYaml();
        yaml.section(root, 0, "");
        return yaml.out.toString();
    }

    /** A value as it may stand between brackets. */
    public static String flowScalar(String text) {
        return isPlain(PLAIN_IN_FLOW, text) ? text : quote(text);
    }

    /** A whole tree on one line. */
    public static String flow(ConfigNode tree) {
        if (tree instanceof ConfigNode.Leaf leaf) {
            return leaf.quoted() ? quote(leaf.text()) : flowScalar(leaf.text());
        }
        if (tree instanceof ConfigNode.Sequence sequence) {
            return sequence.items().stream().map(EffectiveYaml::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        return ((ConfigNode.Section) tree)
                .entries().entrySet().stream()
                        .map(e -> flowScalar(e.getKey()) + ": "
                                + flow(e.getValue().value()))
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    private void section(ConfigNode.Section section, int depth, String firstIndent) {
        String indent = "  ".repeat(depth);
        String next = firstIndent.isEmpty() ? indent : firstIndent;
        for (Map.Entry<String, ConfigNode.Entry> entry : section.entries().entrySet()) {
            out.append(next).append(flowScalar(entry.getKey())).append(':');
            value(entry.getValue().value(), depth);
            next = indent;
        }
    }

    private void value(ConfigNode value, int depth) {
        if (value instanceof ConfigNode.Leaf leaf) {
            out.append(' ').append(scalar(leaf)).append(comment(leaf)).append('\n');
        } else if (value instanceof ConfigNode.Section section) {
            out.append(section.entries().isEmpty() ? " {}\n" : "\n");
            section(section, depth + 1, "");
        } else if (value instanceof ConfigNode.Sequence sequence) {
            out.append(sequence.items().isEmpty() ? " []\n" : "\n");
            for (ConfigNode item : sequence.items()) {
                section((ConfigNode.Section) item, depth + 2, "  ".repeat(depth + 1) + "- ");
            }
        }
    }

    private static String scalar(ConfigNode.Leaf leaf) {
        boolean bracketed = leaf.text().startsWith("[") || leaf.text().startsWith("{");
        if (!leaf.quoted() && bracketed && !(leaf.value() instanceof String)) {
            return leaf.text();
        }
        return !leaf.quoted() && isPlain(PLAIN, leaf.text()) ? leaf.text() : quote(leaf.text());
    }

    private static boolean isPlain(Pattern form, String text) {
        return form.matcher(text).matches()
                && !text.endsWith(" ")
                && !text.startsWith("- ")
                && !text.equals("-")
                && !text.startsWith("---");
    }

    private static String comment(ConfigNode.Leaf leaf) {
        return switch (leaf.place().origin()) {
            case FILE -> "";
            case OVERRIDE -> " # override";
            case DEFAULT -> " # default";
        };
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c < ' ' ? String.format(Locale.ROOT, "\\x%02x", (int) c) : String.valueOf(c));
            }
        }
        return quoted.append('"').toString();
    }
}
