package org.idem.config.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.idem.config.yaml.ConfigNode;
import org.idem.config.yaml.Literals;
import org.idem.config.yaml.SourceLocation;
import org.idem.config.yaml.SourceLocation.Origin;
import org.idem.config.yaml.YamlSource;

/**
 * Completes a config: the schema's defaults for what is absent or null, and the values that follow from others. What it
 * does not know it leaves for {@link SchemaValidator} to complain about.
 */
public final class Defaults {
    private static final int LEAST_CHECKPOINTS = 2;

    /** Names that PLSC has for one thing in different places, or that a key had before, and the one that the schema knows. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "transform", "transform_ops",
            "batch_transform", "batch_transform_ops",
            "warmup_epoch", "warmup_epochs",
            "walk", "logits");

    /** Former choices by key, with those that the schema knows. */
    private static final Map<String, Map<String, String>> OTHER_CHOICES =
            Map.of("Model.pfc_config.logits", Map.of("plain", "full"));

    private static final Map<String, ConfigNode> PARSED = Schema.keys().stream()
            .filter(SchemaKey::hasDefault)
            .map(SchemaKey::defaultValue)
            .distinct()
            .collect(Collectors.toUnmodifiableMap(text -> text, Defaults::parseText));

    private Defaults() {}

    /**
     * Returns a config in which every key of the schema that has a default, and applies, has a value; keys that go by a
     * former name get their present one. What is written stays where it is.
     */
    public static ConfigNode.Section fill(ConfigNode.Section root) {
        return fillSection("", root);
    }

    private static ConfigNode.Section fillSection(String key, ConfigNode.Section section) {
        Map<String, ConfigNode.Entry> filled = new LinkedHashMap<>();
        section.entries().forEach((written, entry) -> {
            String name = schemaName(key, written);
            String child = ConfigNode.join(key, name);
            if (entry.value() instanceof ConfigNode.Leaf leaf && leaf.isNull()) {
                if (key.endsWith(".*")) {
                    filled.put(name, new ConfigNode.Entry(entry.keyPlace(), fillSection(child, empty(leaf.place()))));
                }
            } else {
                filled.put(name, new ConfigNode.Entry(entry.keyPlace(), fillValue(child, entry.value())));
            }
        });
        String sectionName = nameOf(key, section);
        for (SchemaKey schema : Schema.children(key)) {
            if (schema.hasDefault() && schema.appliesTo(sectionName) && !filled.containsKey(schema.name())) {
                ConfigNode value = fillValue(schema.key(), parse(schema.defaultValue()));
                filled.put(schema.name(), new ConfigNode.Entry(SourceLocation.DEFAULT, value));
            }
        }
        return new ConfigNode.Section(section.place(), filled);
    }

    private static String schemaName(String section, String written) {
        String name = OTHER_NAMES.getOrDefault(written, written);
        return Schema.find(ConfigNode.join(section, name)).isPresent() ? name : written;
    }

    /** A dotted key with the schema's names in place of others that are understood. */
    public static String schemaKey(String dottedKey) {
        String key = "";
        for (String part : dottedKey.split("\\.", -1)) {
            key = ConfigNode.join(key, schemaName(key, part));
        }
        return key;
    }

    private static ConfigNode fillValue(String key, ConfigNode value) {
        if (value instanceof ConfigNode.Leaf leaf) {
            String choice = OTHER_CHOICES.getOrDefault(key, Map.of()).get(leaf.text());
            return choice == null ? leaf : ConfigNode.Leaf.of(leaf.place(), choice);
        }
        boolean list = Schema.find(key)
                .filter(schema -> schema.valueType() == ValueType.LIST)
                .isPresent();
        if (list && value instanceof ConfigNode.Sequence sequence) {
            List<ConfigNode> items = new ArrayList<>();
            for (ConfigNode item : sequence.items()) {
                items.add(item instanceof ConfigNode.Leaf leaf ? named(key, leaf) : fillValue(key + ".*", item));
            }
            return new ConfigNode.Sequence(sequence.place(), items);
        }
        return value instanceof ConfigNode.Section section ? fillSection(key, section) : value;
    }

    /** {@code - ToCHWImage} means the same as {@code - ToCHWImage:}. */
    private static ConfigNode named(String key, ConfigNode.Leaf leaf) {
        ConfigNode.Entry entry = new ConfigNode.Entry(leaf.place(), empty(leaf.place()));
        return fillSection(key + ".*", new ConfigNode.Section(leaf.place(), Map.of(leaf.text(), entry)));
    }

    private static String nameOf(String key, ConfigNode.Section section) {
        String name = section.name();
        return name.isEmpty()
                ? Schema.find(ConfigNode.join(key, "name"))
                        .map(SchemaKey::defaultValue)
                        .orElse("")
                : name;
    }

    private static ConfigNode.Section empty(SourceLocation place) {
        return new ConfigNode.Section(place, Map.of());
    }

    /** What the schema writes as a default. */
    public static ConfigNode parse(String defaultValue) {
        return PARSED.get(defaultValue);
    }

    private static ConfigNode parseText(String text) {
        return new YamlSource(null, Origin.DEFAULT, new ArrayList<>())
                .read(text)
                .orElseThrow(() -> new IllegalStateException("No YAML: " + text));
    }

    /** The values that follow from others, put in where the config does not give them. */
    public static ConfigNode.Section derive(ConfigNode.Section root) {
        ConfigNode.Section derived = put(root, "LRScheduler", "learning_rate", firstRate(root));
        derived = put(derived, "Global", "name", text(root, "Model", "name"));
        derived = put(derived, "Global", "precision", precision(root));
        derived = put(derived, "Global", "keep_checkpoints", keptCheckpoints(root));
        derived = put(derived, "LRScheduler", "warmup_end_lr", text(derived, "LRScheduler", "learning_rate"));
        return put(derived, "Model", "input_size", inputSize(root));
    }

    /** Schedule Step has its rates in a list. */
    private static String firstRate(ConfigNode.Section root) {
        ConfigNode values = new TypedConfig(root).find("LRScheduler.values");
        boolean listed = values instanceof ConfigNode.Sequence sequence
                && !sequence.items().isEmpty()
                && sequence.items().get(0) instanceof ConfigNode.Leaf;
        return listed
                ? ((ConfigNode.Leaf) ((ConfigNode.Sequence) values).items().get(0)).text()
                : "";
    }

    private static String inputSize(ConfigNode.Section root) {
        boolean counts = Schema.find("Model.input_image_width")
                .filter(key -> key.appliesTo(text(root, "Model", "name")))
                .isPresent();
        String width = counts ? text(root, "Model", "input_image_width") : "";
        return width.isEmpty() ? "112" : width;
    }

    private static String precision(ConfigNode.Section root) {
        String level = text(root, "FP16", "level");
        return level.equals("O1") || level.equals("O2") ? "auto" : "fp32";
    }

    private static String keptCheckpoints(ConfigNode.Section root) {
        OptionalDouble kept = Literals.number(text(root, "Global", "max_num_latest_checkpoint"));
        double count = kept.orElse(0);
        return count < 0 ? "0" : Integer.toString((int) Math.max(LEAST_CHECKPOINTS, count));
    }

    private static String text(ConfigNode.Section root, String section, String name) {
        ConfigNode.Entry entry = root.entries().get(section);
        ConfigNode.Leaf leaf = entry != null && entry.value() instanceof ConfigNode.Section s ? s.leaf(name) : null;
        return leaf == null ? "" : leaf.text();
    }

    private static ConfigNode.Section put(ConfigNode.Section root, String section, String name, String text) {
        ConfigNode.Entry entry = root.entries().get(section);
        boolean wanted = entry != null
                && entry.value() instanceof ConfigNode.Section s
                && !s.entries().containsKey(name)
                && !text.isEmpty();
        if (!wanted) {
            return root;
        }
        ConfigNode.Entry value =
                new ConfigNode.Entry(SourceLocation.DEFAULT, ConfigNode.Leaf.of(SourceLocation.DEFAULT, text));
        return root.with(
                section,
                new ConfigNode.Entry(entry.keyPlace(), ((ConfigNode.Section) entry.value()).with(name, value)));
    }
}
