package org.idem.config.schema;

import java.util.List;

/**
 * What one key of a config means.
 *
 * @param key dotted key, {@code *} for the index in a list
 * @param type how it is written, such as {@code integer} or {@code list of numbers}: the labels of {@link ValueType}
 * @param range allowed numbers as an interval such as {@code (0, 1]}, or empty
 * @param defaultValue value when absent, as one would write it; {@code required}; or empty for none
 * @param unit such as {@code steps}, or empty
 * @param help what it does, in one line
 * @param note where it differs from PLSC or between sections, or empty
 * @param choices allowed words, or empty
 * @param only names of the parent section (its {@code name} key) that have this key, {@code *} at the end for any
 *     ending; empty for all
 * @param warning what the user is told when the key is set to something else than its default, because it has no
 *     effect here; or empty
 */
public record SchemaKey(
        String key,
        String type,
        String range,
        String defaultValue,
        String unit,
        String help,
        String note,
        List<String> choices,
        List<String> only,
        String warning) {
    public SchemaKey {
        choices = List.copyOf(choices);
        only = List.copyOf(only);
    }

    /** The last part of the key, as written in the file. */
    public String name() {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    /** The section that holds the key; empty at the top. */
    public String parent() {
        return key.contains(".") ? key.substring(0, key.lastIndexOf('.')) : "";
    }

    /** Whether a config without it cannot be trained. */
    public boolean required() {
        return defaultValue.equals("required");
    }

    /**
     * Returns how the value is written.
     *
     * @throws IllegalArgumentException if {@code type} is no label of a {@link ValueType}
     */
    public ValueType valueType() {
        return ValueType.of(type);
    }

    /** Whether a config without the key gets a value for it. */
    public boolean hasDefault() {
        return !required() && !defaultValue.isEmpty();
    }

    /** Whether a section whose {@code name} is the given one has this key. */
    public boolean appliesTo(String sectionName) {
        return only.isEmpty() || only.stream().anyMatch(pattern -> matches(pattern, sectionName));
    }

    private static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }
}
