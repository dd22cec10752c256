package org.idem.config.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.idem.config.schema.SchemaValidator;

/** A config as written, every key and value with its place. Immutable. */
public sealed interface ConfigNode {

    /** Where the value begins. */
    SourceLocation place();

    /**
     * A single value, or after {@link SchemaValidator} a list of single values.
     *
     * @param text as written, or as it may be written
     * @param quoted whether it stood in quotes, and so is never null
     * @param value what the text means, null before {@link SchemaValidator}
     */
    record Leaf(SourceLocation place, String text, boolean quoted, Object value) implements ConfigNode {
        /** Returns an unquoted value as it is written, its meaning not yet known. */
        public static Leaf of(SourceLocation place, String text) {
            return new Leaf(place, text, false, null);
        }

        /** Whether it stands for no value: unquoted, and one of YAML's or Python's words for that. */
        public boolean isNull() {
            return !quoted && Literals.isNull(text);
        }
    }

    /** A key with its value. */
    record Entry(SourceLocation keyPlace, ConfigNode value) {}

    /** Keys in their order. */
    record Section(SourceLocation place, Map<String, Entry> entries) implements ConfigNode {
        public Section {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /** Returns the same section with a key set, behind the others if it is new. */
        public Section with(String key, Entry entry) {
            Map<String, Entry> changed = new LinkedHashMap<>(entries);
            changed.put(key, entry);
            return new Section(place, changed);
        }

        /** The single value of a key, or null. */
        public Leaf leaf(String key) {
            Entry entry = entries.get(key);
            return entry != null && entry.value() instanceof Leaf leaf ? leaf : null;
        }

        /** What the {@code name} key of this section says; empty without one. */
        public String name() {
            Leaf leaf = leaf("name");
            return leaf == null ? "" : leaf.text();
        }
    }

    /** Values in their order. */
    record Sequence(SourceLocation place, List<ConfigNode> items) implements ConfigNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** {@code parent.name}, or {@code name} at the top. */
    static String join(String parent, String name) {
        return parent.isEmpty() ? name : parent + "." + name;
    }

    /** Visits every leaf with its dotted key, in order. */
    static void leaves(String key, ConfigNode tree, BiConsumer<String, Leaf> visitor) {
        if (tree instanceof Leaf leaf) {
            visitor.accept(key, leaf);
        } else if (tree instanceof Section section) {
            section.entries().forEach((name, entry) -> leaves(join(key, name), entry.value(), visitor));
        } else if (tree instanceof Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                leaves(join(key, Integer.toString(i)), sequence.items().get(i), visitor);
            }
        }
    }
}
