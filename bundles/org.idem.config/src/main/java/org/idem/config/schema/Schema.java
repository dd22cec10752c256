package org.idem.config.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.idem.config.yaml.ConfigNode;
import org.idem.config.yaml.SourceLocation.Origin;
import org.idem.config.yaml.YamlSource;
import org.idem.core.Problem;

/**
 * Every key that a config may hold. The one source of validation, messages, {@code config show}, content assist, hover
 * and the table in the documentation; it stands in the {@code schema-*.yaml} files beside this class.
 */
public final class Schema {
    private static final List<String> FILES =
            List.of("schema-run.yaml", "schema-model.yaml", "schema-loss.yaml", "schema-data.yaml");
    private static final Pattern INDEX = Pattern.compile("\\d+");
    private static final Map<String, SchemaKey> KEYS = load();
    private static final Map<String, List<SchemaKey>> CHILDREN = group();

    private Schema() {}

    /** All keys, sections before what is in them. */
    public static List<SchemaKey> keys() {
        return List.copyOf(KEYS.values());
    }

    /** The key of that dotted name, in which the index of a list is a number or {@code *}. */
    public static Optional<SchemaKey> find(String dottedKey) {
        return Optional.ofNullable(KEYS.get(pattern(dottedKey)));
    }

    /** The keys directly within a section ({@code ""} for the top), or within the entries of a list ({@code a.b.*}). */
    public static List<SchemaKey> children(String dottedKey) {
        return CHILDREN.getOrDefault(pattern(dottedKey), List.of());
    }

    private static String pattern(String dottedKey) {
        StringBuilder pattern = new StringBuilder();
        for (String part : dottedKey.split("\\.", -1)) {
            pattern.append(pattern.isEmpty() ? "" : ".")
                    .append(INDEX.matcher(part).matches() ? "*" : part);
        }
        return pattern.toString();
    }

    private static Map<String, SchemaKey> load() {
        Map<String, SchemaKey> keys = new LinkedHashMap<>();
        for (String file : FILES) {
            ConfigNode.Section section = read(file);
            section.entries().forEach((key, entry) -> {
                for (String each : expand(key)) {
                    keys.put(each, key(each, (ConfigNode.Section) entry.value()));
                }
            });
        }
        return keys;
    }

    private static ConfigNode.Section read(String file) {
        List<Problem> problems = new ArrayList<>();
        try (InputStream in = Schema.class.getResourceAsStream(file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Optional<ConfigNode> tree = new YamlSource(Path.of(file), Origin.FILE, problems).read(text);
            if (tree.isPresent() && problems.isEmpty()) {
                return (ConfigNode.Section) tree.get();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("The schema is broken: " + problems);
    }

    private static List<String> expand(String key) {
        String both = "{Train,Eval}";
        return key.contains(both) ? List.of(key.replace(both, "Train"), key.replace(both, "Eval")) : List.of(key);
    }

    private static SchemaKey key(String key, ConfigNode.Section facts) {
        return new SchemaKey(
                key,
                ValueType.of(text(facts, "type")).label(),
                text(facts, "range"),
                text(facts, "default"),
                text(facts, "unit"),
                text(facts, "help"),
                text(facts, "note"),
                texts(facts, "choices"),
                texts(facts, "only"),
                text(facts, "warning"));
    }

    private static String text(ConfigNode.Section facts, String name) {
        ConfigNode.Leaf leaf = facts.leaf(name);
        return leaf == null ? "" : leaf.text();
    }

    private static List<String> texts(ConfigNode.Section facts, String name) {
        ConfigNode.Entry entry = facts.entries().get(name);
        return entry == null
                ? List.of()
                : ((ConfigNode.Sequence) entry.value())
                        .items().stream()
                                .map(item -> ((ConfigNode.Leaf) item).text())
                                .toList();
    }

    private static Map<String, List<SchemaKey>> group() {
        Map<String, List<SchemaKey>> children = new LinkedHashMap<>();
        KEYS.values().forEach(key -> children.computeIfAbsent(key.parent(), parent -> new ArrayList<>())
                .add(key));
        return children;
    }
}
