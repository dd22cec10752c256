package org.idem.config.schema;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.idem.config.yaml.ConfigNode;
import org.idem.config.yaml.SourceLocation;

/** Access to a typed config by dotted key. */
public final class TypedConfig {
    private final ConfigNode.Section root;

    /** Reads a config that {@link SchemaValidator} has given its types. */
    public TypedConfig(ConfigNode.Section root) {
        this.root = root;
    }

    /** Whether the key is there. */
    public boolean has(String key) {
        return find(key) != null;
    }

    /** The subtree of a key, or null. */
    public ConfigNode find(String key) {
        ConfigNode tree = root;
        for (String part : key.split("\\.")) {
            tree = step(tree, part);
        }
        return tree;
    }

    private static ConfigNode step(ConfigNode tree, String part) {
        if (tree instanceof ConfigNode.Section section) {
            ConfigNode.Entry entry = section.entries().get(part);
            return entry == null ? null : entry.value();
        }
        if (tree instanceof ConfigNode.Sequence sequence) {
            int index = part.matches("\\d{1,6}") ? Integer.parseInt(part) : Integer.MAX_VALUE;
            return index < sequence.items().size() ? sequence.items().get(index) : null;
        }
        return null;
    }

    /** Where a value stands; the default's place when there is none. */
    public SourceLocation place(String key) {
        ConfigNode tree = find(key);
        return tree == null ? SourceLocation.DEFAULT : tree.place();
    }

    private Object value(String key) {
        return find(key) instanceof ConfigNode.Leaf leaf ? leaf.value() : null;
    }

    /** Returns the value as text; empty when there is none. */
    public String text(String key) {
        Object value = value(key);
        return value == null ? "" : value.toString();
    }

    /** Returns the whole number of a key whose range fits an int; 0 when there is none. */
    public int integer(String key) {
        return (int) longInteger(key);
    }

    /** Returns the whole number, or the length of a list that stands for it; 0 when there is none. */
    public long longInteger(String key) {
        if (value(key) instanceof List<?> list) {
            return list.size();
        }
        return value(key) instanceof Number number ? number.longValue() : 0;
    }

    /** Returns the number; 0 when there is none. */
    public double number(String key) {
        return number(key, 0);
    }

    /** Returns the number, or another when there is none. */
    public double number(String key, double otherwise) {
        return value(key) instanceof Number number ? number.doubleValue() : otherwise;
    }

    /** Whether the value is {@code true}; false when there is none. */
    public boolean flag(String key) {
        return Boolean.TRUE.equals(value(key));
    }

    /** Returns the path; null when there is none. */
    public Path path(String key) {
        return value(key) instanceof String text ? Path.of(text) : null;
    }

    /** Returns the values of a list; empty when there is none. */
    public List<?> list(String key) {
        return value(key) instanceof List<?> list ? list : List.of();
    }

    /**
     * Returns the numbers of a list, converted; empty when there is none.
     *
     * @throws ClassCastException if the schema lets anything but numbers stand there
     */
    public <T> List<T> numbers(String key, Function<Number, T> as) {
        return list(key).stream().map(number -> as.apply((Number) number)).toList();
    }

    /** Returns the values of a list as texts; empty when there is none. */
    public List<String> texts(String key) {
        return list(key).stream().map(Object::toString).toList();
    }

    /** Returns the paths of a list, or the only path; empty when there is none. */
    public List<Path> paths(String key) {
        return value(key) instanceof String text
                ? List.of(Path.of(text))
                : texts(key).stream().map(Path::of).toList();
    }

    /** The single values of a section by name, without the given names. */
    public Map<String, Object> others(String key, String... known) {
        Map<String, Object> others = new LinkedHashMap<>();
        if (find(key) instanceof ConfigNode.Section section) {
            section.entries().forEach((name, entry) -> {
                if (entry.value() instanceof ConfigNode.Leaf leaf
                        && !Arrays.asList(known).contains(name)) {
                    others.put(name, leaf.value());
                }
            });
        }
        return others;
    }
}
