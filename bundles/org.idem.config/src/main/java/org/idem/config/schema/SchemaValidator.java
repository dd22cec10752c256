package org.idem.config.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.idem.config.yaml.ConfigNode;
import org.idem.config.yaml.SourceLocation;
import org.idem.config.yaml.SourceLocation.Origin;
import org.idem.core.Problem;

/**
 * Holds a completed config against the schema: unknown keys, missing keys, wrong types and ranges become problems; what
 * is sound comes back with its meaning in the leaves.
 */
public final class SchemaValidator {
    /** A section that is an entry of a list, whose keys are names to choose from. */
    private static final Pattern INDEX = Pattern.compile("\\.\\d+$");

    private final List<Problem> problems;

    /** Mistakes in values that follow from others: echoes of mistakes there, told only when nothing else is wrong. */
    private final List<Problem> inDefaults = new ArrayList<>();

    private SourceLocation start = SourceLocation.DEFAULT;

    /** Adds what it finds to a list of problems. */
    public SchemaValidator(List<Problem> problems) {
        this.problems = problems;
    }

    /**
     * Checks names, types and ranges of a config that has its defaults; what is wrong becomes a problem with its line.
     *
     * @return the same keys, each right value as the type that the schema wants
     */
    public ConfigNode.Section check(ConfigNode.Section root) {
        start = root.place();
        ConfigNode.Section typed = section("", start, root);
        boolean explained = problems.stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR);
        if (!explained) {
            problems.addAll(inDefaults);
        }
        return typed;
    }

    private ConfigNode.Section section(String key, SourceLocation keyPlace, ConfigNode.Section section) {
        Map<String, ConfigNode.Entry> typed = new LinkedHashMap<>();
        boolean named = isNameKnown(key, section);
        section.entries().forEach((name, entry) -> {
            String child = ConfigNode.join(key, name);
            Optional<SchemaKey> schema = Schema.find(child);
            if (schema.isEmpty()) {
                problems.add(unknown(key, name, entry, section));
            } else if (!schema.get().appliesTo(section.name())) {
                if (named) {
                    notApplicable(child, entry, section.name());
                }
            } else {
                ConfigNode value = value(child, schema.get(), entry);
                if (value != null) {
                    typed.put(name, new ConfigNode.Entry(entry.keyPlace(), value));
                }
            }
        });
        requireAll(key, keyPlace, section);
        return new ConfigNode.Section(section.place(), typed);
    }

    private static Problem unknown(String key, String name, ConfigNode.Entry entry, ConfigNode.Section section) {
        String child = ConfigNode.join(key, name);
        boolean choice = INDEX.matcher(key).find();
        Set<String> given = section.entries().entrySet().stream()
                .filter(other -> other.getValue().keyPlace().origin() != Origin.DEFAULT)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return choice
                ? entry.keyPlace().error(child, "There is no " + name + " here", Suggestions.forChoice(key, name))
                : entry.keyPlace().error(child, "No such key", Suggestions.forKey(key, name, given));
    }

    /** Whether it is known which keys the section has; a wrong name is a problem of its own, and the only one. */
    private static boolean isNameKnown(String key, ConfigNode.Section section) {
        return Schema.find(ConfigNode.join(key, "name"))
                .map(name -> name.choices().isEmpty() || name.choices().contains(section.name()))
                .orElse(true);
    }

    private void notApplicable(String key, ConfigNode.Entry entry, String sectionName) {
        if (entry.value().place().origin() != Origin.DEFAULT) {
            String message = sectionName + " has no such key; it has no effect";
            problems.add(entry.keyPlace().warning(key, message, "remove it"));
        }
    }

    private void requireAll(String key, SourceLocation keyPlace, ConfigNode.Section section) {
        for (SchemaKey schema : Schema.children(key)) {
            boolean missing = schema.required()
                    && schema.appliesTo(section.name())
                    && !section.entries().containsKey(schema.name());
            if (missing) {
                String child = ConfigNode.join(key, schema.name());
                SourceLocation place = keyPlace.origin() == Origin.DEFAULT ? start : keyPlace;
                String remedy = "add " + schema.name() + ": " + schema.help();
                problems.add(place.error(child, "This key is required and missing", remedy));
            }
        }
    }

    /** The typed value, or null when it is wrong and a problem says so. */
    private ConfigNode value(String key, SchemaKey schema, ConfigNode.Entry entry) {
        ConfigNode value = entry.value();
        warnIfWithoutEffect(key, schema, entry);
        if (schema.valueType() == ValueType.SECTION) {
            return value instanceof ConfigNode.Section section
                    ? section(key, entry.keyPlace(), section)
                    : container(key, entry);
        }
        if (schema.valueType() == ValueType.LIST) {
            return value instanceof ConfigNode.Sequence sequence ? list(key, entry, sequence) : container(key, entry);
        }
        try {
            return new ValueReader(schema).read(value);
        } catch (InvalidValueException e) {
            boolean derived = value.place().origin() == Origin.DEFAULT;
            SourceLocation place = derived ? start : value.place();
            (derived ? inDefaults : problems).add(place.error(key, e.getMessage(), e.remedy()));
            return null;
        }
    }

    private ConfigNode container(String key, ConfigNode.Entry entry) {
        boolean list = Schema.find(key).orElseThrow().valueType() == ValueType.LIST;
        String remedy = list ? "write its entries below it, each after a hyphen" : "write its keys below it, indented";
        problems.add(entry.value().place().error(key, list ? "Must be a list" : "Must be a section", remedy));
        return null;
    }

    private ConfigNode list(String key, ConfigNode.Entry entry, ConfigNode.Sequence sequence) {
        List<ConfigNode> items = new ArrayList<>();
        for (ConfigNode item : sequence.items()) {
            String child = ConfigNode.join(key, Integer.toString(items.size()));
            if (!(item instanceof ConfigNode.Section section)
                    || section.entries().size() != 1) {
                String message = "Each entry must be one name with what belongs to it below";
                problems.add(item.place().error(child, message, "write one hyphen for each name"));
                return null;
            }
            items.add(section(child, item.place(), section));
        }
        boolean several = key.startsWith("Loss.") || key.startsWith("Metric.");
        if (several && items.size() != 1) {
            problems.add(entry.value().place().error(key, "Must have one entry, not " + items.size(), "keep one"));
            return null;
        }
        return new ConfigNode.Sequence(sequence.place(), items);
    }

    private void warnIfWithoutEffect(String key, SchemaKey schema, ConfigNode.Entry entry) {
        boolean given = entry.value().place().origin() != Origin.DEFAULT;
        if (given && !schema.warning().isEmpty() && !isDefault(schema, entry.value())) {
            problems.add(entry.keyPlace().warning(key, "This has no effect: " + schema.warning(), "remove it"));
        }
    }

    private static boolean isDefault(SchemaKey schema, ConfigNode value) {
        if (!schema.hasDefault()) {
            return false;
        }
        try {
            ValueReader reader = new ValueReader(schema);
            Object usual = reader.read(Defaults.parse(schema.defaultValue())).value();
            return reader.read(value).value().equals(usual);
        } catch (InvalidValueException e) {
            return true;
        }
    }
}
