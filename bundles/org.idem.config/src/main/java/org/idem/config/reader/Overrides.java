package org.idem.config.reader;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.idem.config.schema.Defaults;
import org.idem.config.schema.Schema;
import org.idem.config.schema.SchemaKey;
import org.idem.config.schema.Suggestions;
import org.idem.config.yaml.ConfigNode;
import org.idem.config.yaml.SourceLocation;
import org.idem.config.yaml.SourceLocation.Origin;
import org.idem.config.yaml.YamlSource;
import org.idem.core.Problem;

/** Applies {@code a.b.0.c=value}, in the order given. Values are parsed as a config's are, never executed. */
final class Overrides {
    private final List<Problem> problems;

    Overrides(List<Problem> problems) {
        this.problems = problems;
    }

    ConfigNode.Section apply(ConfigNode.Section root, List<String> overrides) {
        ConfigNode.Section changed = root;
        for (String override : overrides) {
            changed = apply(changed, override);
        }
        return changed;
    }

    private ConfigNode.Section apply(ConfigNode.Section root, String override) {
        int equals = override.indexOf('=');
        if (equals <= 0) {
            problems.add(SourceLocation.OVERRIDE.error(
                    "", "\"" + override + "\" is not of the form KEY=VALUE", "write -o Global.epochs=20, for example"));
            return root;
        }
        String key = Defaults.schemaKey(override.substring(0, equals).trim());
        if (Schema.find(key).isEmpty()) {
            problems.add(unknown(key));
            return root;
        }
        Optional<ConfigNode> value = value(key, override.substring(equals + 1).trim());
        if (value.isEmpty()) {
            return root;
        }
        ConfigNode changed = set(root, key, Arrays.asList(key.split("\\.")), value.get());
        return changed == null ? root : (ConfigNode.Section) changed;
    }

    private static Problem unknown(String key) {
        int dot = key.lastIndexOf('.');
        String section = dot < 0 ? "" : key.substring(0, dot);
        boolean known = section.isEmpty() || !Schema.children(section).isEmpty();
        String remedy = known
                ? Suggestions.forKey(section, key.substring(dot + 1), Set.of())
                : Suggestions.nearest(
                                key, Schema.keys().stream().map(SchemaKey::key).toList())
                        .map(near -> "did you mean " + near + "?")
                        .orElse("./idem config show lists the keys");
        return SourceLocation.OVERRIDE.error(key, "No such key", remedy);
    }

    private Optional<ConfigNode> value(String key, String text) {
        if (text.startsWith("[") || text.startsWith("{")) {
            List<Problem> broken = new ArrayList<>();
            Optional<ConfigNode> tree = new YamlSource(null, Origin.OVERRIDE, broken).read(text);
            broken.forEach(problem -> problems.add(
                    Problem.error(null, key, problem.message(), "check brackets, commas and quotes: " + text)));
            return broken.isEmpty() ? tree : Optional.empty();
        }
        String inner = text.length() >= 2 ? text.substring(1, text.length() - 1) : "";
        boolean quoted = text.equals("'" + inner + "'") || text.equals("\"" + inner + "\"");
        return Optional.of(new ConfigNode.Leaf(SourceLocation.OVERRIDE, quoted ? inner : text, quoted, null));
    }

    /** The tree with the value put in, or null when the way to it does not exist. */
    private ConfigNode set(ConfigNode tree, String key, List<String> way, ConfigNode value) {
        if (way.isEmpty()) {
            return value;
        }
        List<String> rest = way.subList(1, way.size());
        if (tree instanceof ConfigNode.Sequence sequence) {
            return setItem(sequence, key, way.get(0), rest, value);
        }
        ConfigNode.Section section = tree instanceof ConfigNode.Section existing
                ? existing
                : new ConfigNode.Section(SourceLocation.OVERRIDE, Map.of());
        ConfigNode.Entry entry = section.entries().get(way.get(0));
        ConfigNode inner = set(entry == null ? null : entry.value(), key, rest, value);
        SourceLocation keyPlace = entry == null ? SourceLocation.OVERRIDE : entry.keyPlace();
        return inner == null ? null : section.with(way.get(0), new ConfigNode.Entry(keyPlace, inner));
    }

    private ConfigNode setItem(
            ConfigNode.Sequence sequence, String key, String index, List<String> rest, ConfigNode value) {
        int size = sequence.items().size();
        int at = index.matches("\\d{1,6}") ? Integer.parseInt(index) : size;
        if (at >= size) {
            problems.add(SourceLocation.OVERRIDE.error(
                    key, "The list has no element " + index, "it has " + size + ", counted from 0"));
            return null;
        }
        ConfigNode inner = set(sequence.items().get(at), key, rest, value);
        if (inner == null) {
            return null;
        }
        List<ConfigNode> items = new ArrayList<>(sequence.items());
        items.set(at, inner);
        return new ConfigNode.Sequence(sequence.place(), items);
    }
}
