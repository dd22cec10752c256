package org.idem.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.idem.config.Place.Origin;

/**
 * Completes a config: the schema's defaults for what is absent or null, and the values that follow from others. What it
 * does not know it leaves for {@link Typing} to complain about.
 */
final class Defaults {
    private static final int LEAST_CHECKPOINTS = 2;

    /** Names that PLSC has for one thing in different places, and the one that the schema knows. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "transform", "transform_ops",
            "batch_transform", "batch_transform_ops",
            "warmup_epoch", "warmup_epochs");

    private static final Map<String, Tree> PARSED = Schema.keys().stream()
            .filter(SchemaKey::hasDefault)
            .map(SchemaKey::defaultValue)
            .distinct()
            .collect(Collectors.toUnmodifiableMap(text -> text, Defaults::parseText));

    private Defaults() {}

    static Tree.Section fill(Tree.Section root) {
        return fillSection("", root);
    }

    private static Tree.Section fillSection(String key, Tree.Section section) {
        Map<String, Tree.Entry> filled = new LinkedHashMap<>();
        section.entries().forEach((written, entry) -> {
            String name = schemaName(key, written);
            String child = Tree.join(key, name);
            if (entry.value() instanceof Tree.Leaf leaf && leaf.isNull()) {
                if (key.endsWith(".*")) {
                    filled.put(name, new Tree.Entry(entry.keyPlace(), fillSection(child, empty(leaf.place()))));
                }
            } else {
                filled.put(name, new Tree.Entry(entry.keyPlace(), fillValue(child, entry.value())));
            }
        });
        String sectionName = nameOf(key, section);
        for (SchemaKey schema : Schema.children(key)) {
            if (schema.hasDefault() && schema.appliesTo(sectionName) && !filled.containsKey(schema.name())) {
                Tree value = fillValue(schema.key(), parse(schema.defaultValue()));
                filled.put(schema.name(), new Tree.Entry(Place.DEFAULT, value));
            }
        }
        return new Tree.Section(section.place(), filled);
    }

    private static String schemaName(String section, String written) {
        String name = OTHER_NAMES.getOrDefault(written, written);
        return Schema.find(Tree.join(section, name)).isPresent() ? name : written;
    }

    private static Tree fillValue(String key, Tree value) {
        boolean list = Schema.find(key)
                .filter(schema -> schema.valueType() == ValueType.LIST)
                .isPresent();
        if (list && value instanceof Tree.Sequence sequence) {
            List<Tree> items = new ArrayList<>();
            for (Tree item : sequence.items()) {
                items.add(item instanceof Tree.Leaf leaf ? named(key, leaf) : fillValue(key + ".*", item));
            }
            return new Tree.Sequence(sequence.place(), items);
        }
        return value instanceof Tree.Section section ? fillSection(key, section) : value;
    }

    /** {@code - ToCHWImage} means the same as {@code - ToCHWImage:}. */
    private static Tree named(String key, Tree.Leaf leaf) {
        Tree.Entry entry = new Tree.Entry(leaf.place(), empty(leaf.place()));
        return fillSection(key + ".*", new Tree.Section(leaf.place(), Map.of(leaf.text(), entry)));
    }

    private static String nameOf(String key, Tree.Section section) {
        String name = section.name();
        return name.isEmpty()
                ? Schema.find(Tree.join(key, "name"))
                        .map(SchemaKey::defaultValue)
                        .orElse("")
                : name;
    }

    private static Tree.Section empty(Place place) {
        return new Tree.Section(place, Map.of());
    }

    /** What the schema writes as a default. */
    static Tree parse(String defaultValue) {
        return PARSED.get(defaultValue);
    }

    private static Tree parseText(String text) {
        return new YamlSource(null, Origin.DEFAULT, new ArrayList<>())
                .read(text)
                .orElseThrow(() -> new IllegalStateException("No YAML: " + text));
    }

    /** The values that follow from others, put in where the config does not give them. */
    static Tree.Section derive(Tree.Section root) {
        Tree.Section derived = put(root, "LRScheduler", "learning_rate", firstRate(root));
        derived = put(derived, "Global", "name", text(root, "Model", "name"));
        derived = put(derived, "Global", "precision", precision(root));
        derived = put(derived, "Global", "keep_checkpoints", keptCheckpoints(root));
        derived = put(derived, "LRScheduler", "warmup_end_lr", text(derived, "LRScheduler", "learning_rate"));
        return put(derived, "Model", "input_size", inputSize(root));
    }

    /** Schedule Step has its rates in a list. */
    private static String firstRate(Tree.Section root) {
        Tree values = new Values(root).find("LRScheduler.values");
        boolean listed = values instanceof Tree.Sequence sequence
                && !sequence.items().isEmpty()
                && sequence.items().get(0) instanceof Tree.Leaf;
        return listed ? ((Tree.Leaf) ((Tree.Sequence) values).items().get(0)).text() : "";
    }

    private static String inputSize(Tree.Section root) {
        boolean counts = Schema.find("Model.input_image_width")
                .filter(key -> key.appliesTo(text(root, "Model", "name")))
                .isPresent();
        String width = counts ? text(root, "Model", "input_image_width") : "";
        return width.isEmpty() ? "112" : width;
    }

    private static String precision(Tree.Section root) {
        String level = text(root, "FP16", "level");
        return level.equals("O1") || level.equals("O2") ? "auto" : "fp32";
    }

    private static String keptCheckpoints(Tree.Section root) {
        OptionalDouble kept = Literals.number(text(root, "Global", "max_num_latest_checkpoint"));
        double count = kept.orElse(0);
        return count < 0 ? "0" : Integer.toString((int) Math.max(LEAST_CHECKPOINTS, count));
    }

    private static String text(Tree.Section root, String section, String name) {
        Tree.Entry entry = root.entries().get(section);
        Tree.Leaf leaf = entry != null && entry.value() instanceof Tree.Section s ? s.leaf(name) : null;
        return leaf == null ? "" : leaf.text();
    }

    private static Tree.Section put(Tree.Section root, String section, String name, String text) {
        Tree.Entry entry = root.entries().get(section);
        boolean wanted = entry != null
                && entry.value() instanceof Tree.Section s
                && !s.entries().containsKey(name)
                && !text.isEmpty();
        if (!wanted) {
            return root;
        }
        Tree.Entry value = new Tree.Entry(Place.DEFAULT, Tree.Leaf.of(Place.DEFAULT, text));
        return root.with(section, new Tree.Entry(entry.keyPlace(), ((Tree.Section) entry.value()).with(name, value)));
    }
}
