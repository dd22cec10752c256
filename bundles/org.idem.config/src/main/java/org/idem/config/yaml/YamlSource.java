package org.idem.config.yaml;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.idem.config.yaml.SourceLocation.Origin;
import org.idem.core.Problem;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * YAML text to {@link ConfigNode}, by way of SnakeYAML's node graph: nothing is constructed, so nothing in the text can make
 * the reader do more than read. Nesting, aliases and size are bounded.
 */
public final class YamlSource {
    private static final int MAX_NODES = 20_000;
    private static final int MAX_CHARACTERS = 1 << 20;

    /** No text that is read has more bytes in UTF-8. */
    public static final int MAX_BYTES = 4 * MAX_CHARACTERS;

    private final Path file;
    private final Origin origin;
    private final List<Problem> problems;
    private int nodes;
    private String topKey = "";
    private SourceLocation topPlace;

    /**
     * Reads one text.
     *
     * @param file that the text is in, or null
     * @param problems takes what is wrong with the text
     */
    public YamlSource(Path file, Origin origin, List<Problem> problems) {
        this.file = file;
        this.origin = origin;
        this.problems = problems;
    }

    /** The tree, an empty section for an empty text, or nothing when the text is broken: then a problem says why. */
    public Optional<ConfigNode> read(String text) {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (body.length() > MAX_CHARACTERS) {
            problems.add(tooLarge(start()));
            return Optional.empty();
        }
        try {
            Optional<Problem> excess = YamlLimits.check(body, file, origin);
            if (excess.isPresent()) {
                problems.add(excess.get());
                return Optional.empty();
            }
            Node root = yaml().compose(new StringReader(body));
            return Optional.of(root == null ? new ConfigNode.Section(start(), Map.of()) : convert(root, "", 0));
        } catch (Broken e) {
            problems.add(e.problem);
        } catch (MarkedYAMLException e) {
            problems.add(syntaxError(e));
        } catch (ReaderException e) {
            problems.add(unreadable(body, e));
        } catch (YAMLException e) {
            problems.add(start().error("", "This is no readable YAML: " + e.getMessage(), ""));
        }
        return Optional.empty();
    }

    /** The problem of a file that has more than {@link #MAX_BYTES}. */
    public static Problem tooLarge(Path file) {
        return tooLarge(new SourceLocation(file, 1, 1, Origin.FILE));
    }

    private static Problem tooLarge(SourceLocation place) {
        return place.error("", "The text is larger than 1 MiB", "a config is a few kilobytes");
    }

    /** Returns a parser with bounded nesting and aliases that constructs nothing but plain data. */
    public static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(YamlLimits.MAX_DEPTH + 2);
        options.setMaxAliasesForCollections(YamlLimits.MAX_ALIASES);
        options.setAllowRecursiveKeys(false);
        return new Yaml(new SafeConstructor(options));
    }

    /** Returns where a mark of SnakeYAML stands; line and column count from 1 in files only. */
    public static SourceLocation place(Path file, Origin origin, Mark mark) {
        return origin == Origin.FILE
                ? new SourceLocation(file, mark.getLine() + 1, mark.getColumn() + 1, origin)
                : new SourceLocation(null, 0, 0, origin);
    }

    private ConfigNode convert(Node node, String key, int depth) {
        SourceLocation place = place(node);
        if (++nodes > MAX_NODES || depth > YamlLimits.MAX_DEPTH) {
            SourceLocation where = topPlace == null ? place : topPlace;
            throw new Broken(where.error(topKey, "Aliases make this grow without bound", "write the values out"));
        }
        if (node instanceof MappingNode mapping) {
            return section(mapping, key, depth);
        }
        if (node instanceof SequenceNode sequence) {
            List<ConfigNode> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(convert(item, ConfigNode.join(key, Integer.toString(items.size())), depth + 1));
            }
            return new ConfigNode.Sequence(place, items);
        }
        ScalarNode scalar = (ScalarNode) node;
        return new ConfigNode.Leaf(place, scalar.getValue(), !scalar.isPlain(), null);
    }

    private ConfigNode section(MappingNode mapping, String key, int depth) {
        Map<String, ConfigNode.Entry> entries = new LinkedHashMap<>();
        Map<String, ConfigNode.Entry> merged = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                throw new Broken(place(tuple.getKeyNode()).error(key, "A key must be a single word", ""));
            }
            String child = ConfigNode.join(key, name.getValue());
            SourceLocation keyPlace = place(name);
            if (depth == 0) {
                topKey = child;
                topPlace = keyPlace;
            }
            ConfigNode value = convert(tuple.getValueNode(), child, depth + 1);
            boolean merges = name.isPlain() && name.getValue().equals("<<");
            if (merges) {
                merge(value, merged);
            } else if (entries.containsKey(name.getValue())) {
                SourceLocation first = entries.get(name.getValue()).keyPlace();
                String message = "Given twice, first on line " + first.line() + "; this one counts";
                problems.add(keyPlace.warning(child, message, "remove one of them"));
            }
            if (!merges) {
                entries.put(name.getValue(), new ConfigNode.Entry(keyPlace, value));
            }
        }
        merged.forEach(entries::putIfAbsent);
        return new ConfigNode.Section(place(mapping), entries);
    }

    private void merge(ConfigNode value, Map<String, ConfigNode.Entry> into) {
        if (value instanceof ConfigNode.Section section) {
            section.entries().forEach(into::putIfAbsent);
        } else if (value instanceof ConfigNode.Sequence sequence) {
            sequence.items().forEach(item -> merge(item, into));
        } else {
            throw new Broken(value.place().error("<<", "Only a section can be merged", "remove the line"));
        }
    }

    private Problem syntaxError(MarkedYAMLException e) {
        Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
        SourceLocation place = mark == null ? start() : place(file, origin, mark);
        String what = String.valueOf(e.getProblem());
        if (what.contains("'\\t") || what.contains("TAB")) {
            return place.error("", "A tab stands where YAML wants spaces", "indent with spaces");
        }
        String context = e.getContext() == null ? "" : " (" + e.getContext() + ")";
        return place.error("", "YAML syntax: " + what + context, "check indentation, colons and quotes near this line");
    }

    private Problem unreadable(String text, ReaderException e) {
        String before = text.substring(0, Math.min(e.getPosition(), text.length()));
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        int column = before.length() - before.lastIndexOf('\n');
        String code = String.format(Locale.ROOT, "U+%04X", e.getCodePoint());
        return new SourceLocation(origin == Origin.FILE ? file : null, line, column, origin)
                .error("", "The character " + code + " is not allowed in YAML", "remove it");
    }

    private SourceLocation place(Node node) {
        return place(file, origin, node.getStartMark());
    }

    private SourceLocation start() {
        return origin == Origin.FILE ? new SourceLocation(file, 1, 1, origin) : new SourceLocation(null, 0, 0, origin);
    }

    /** Ends the conversion at the first thing that cannot be read on from. */
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        Broken(Problem problem) {
            super(problem.message());
            this.problem = problem;
        }
    }
}
