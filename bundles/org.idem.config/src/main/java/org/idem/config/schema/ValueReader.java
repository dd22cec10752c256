package org.idem.config.schema;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.idem.config.yaml.ConfigNode;
import org.idem.config.yaml.EffectiveYaml;
import org.idem.config.yaml.Literals;

/** Turns what was written for one key into the value that the schema wants there. */
final class ValueReader {
    private static final int LARGEST_MEMBER = 1023;

    private final SchemaKey key;

    /** Reads values of one key. */
    public ValueReader(SchemaKey key) {
        this.key = key;
    }

    /** The same value with its meaning; a list of values becomes one leaf. */
    public ConfigNode.Leaf read(ConfigNode written) throws InvalidValueException {
        return switch (key.valueType()) {
            case NUMBERS -> listOf(written, true, this::number);
            case INTEGERS -> listOf(written, true, this::integer);
            case TEXTS -> listOf(written, true, text -> text);
            case PATHS -> listOf(written, false, this::path);
            case COUNT_OR_LIST -> count(written);
            case ANY -> any(written);
            default -> single(written);
        };
    }

    private ConfigNode.Leaf single(ConfigNode written) throws InvalidValueException {
        if (!(written instanceof ConfigNode.Leaf leaf)) {
            throw wrong(written instanceof ConfigNode.Section ? "a section" : "a list");
        }
        String text = leaf.text();
        return with(
                leaf,
                switch (key.valueType()) {
                    case INTEGER -> integer(text);
                    case INTEGER_OR_AUTO -> text.equals("auto") ? Integer.valueOf(0) : integer(text);
                    case NUMBER -> number(text);
                    case BOOLEAN -> bool(text);
                    case CHOICE -> choice(text);
                    case PATH -> path(text);
                    default -> text;
                });
    }

    private static ConfigNode.Leaf with(ConfigNode.Leaf leaf, Object value) {
        return new ConfigNode.Leaf(leaf.place(), leaf.text(), leaf.quoted(), value);
    }

    private ConfigNode.Leaf listOf(ConfigNode written, boolean tuples, Element element) throws InvalidValueException {
        List<String> texts = texts(written, tuples);
        List<Object> values = new ArrayList<>();
        for (String text : texts) {
            values.add(element.read(text));
        }
        if (!tuples && written instanceof ConfigNode.Leaf leaf) {
            return with(leaf, List.copyOf(values));
        }
        String text = texts.stream().map(EffectiveYaml::flowScalar).collect(Collectors.joining(", ", "[", "]"));
        return new ConfigNode.Leaf(written.place(), text, false, List.copyOf(values));
    }

    private List<String> texts(ConfigNode written, boolean tuples) throws InvalidValueException {
        if (written instanceof ConfigNode.Leaf leaf) {
            List<String> elements = tuples ? Literals.elements(leaf.text()) : null;
            return elements == null ? List.of(leaf.text()) : elements;
        }
        if (!(written instanceof ConfigNode.Sequence sequence)) {
            throw wrong("a section");
        }
        List<String> texts = new ArrayList<>();
        for (ConfigNode item : sequence.items()) {
            if (!(item instanceof ConfigNode.Leaf leaf)) {
                throw wrong("a list of lists or sections");
            }
            texts.add(leaf.text());
        }
        return texts;
    }

    private ConfigNode.Leaf count(ConfigNode written) throws InvalidValueException {
        if (written instanceof ConfigNode.Leaf leaf
                && leaf.text().indexOf(',') < 0
                && Literals.elements(leaf.text()) == null) {
            return with(leaf, integer(leaf.text()));
        }
        List<String> texts = texts(written, true);
        if (texts.size() == 1) {
            texts = List.of(texts.get(0).split("\\s*,\\s*"));
        }
        inRange(texts.size(), texts.size() + " of them");
        List<Integer> members = new ArrayList<>();
        for (String text : texts) {
            members.add(member(text));
        }
        String text = texts.stream().map(EffectiveYaml::flowScalar).collect(Collectors.joining(", ", "[", "]"));
        return new ConfigNode.Leaf(written.place(), text, false, List.copyOf(members));
    }

    /** A number that the list of a count may have; they begin at 0. */
    private static int member(String text) throws InvalidValueException {
        double number = Literals.number(text).orElse(-1);
        if (number < 0 || number != Math.rint(number) || number > LARGEST_MEMBER) {
            throw new InvalidValueException(
                    "The list must have numbers from 0 to " + LARGEST_MEMBER + ", not \"" + text + "\"",
                    "give a list such as [0, 2], or how many there are");
        }
        return (int) number;
    }

    private ConfigNode.Leaf any(ConfigNode written) {
        if (written instanceof ConfigNode.Leaf leaf) {
            return with(leaf, leaf.quoted() ? leaf.text() : Literals.parse(leaf.text()));
        }
        String text = EffectiveYaml.flow(written);
        return new ConfigNode.Leaf(written.place(), text, false, Literals.parse(text));
    }

    private Number integer(String text) throws InvalidValueException {
        double value = number(text);
        if (value != Math.rint(value)) {
            throw wrong(text);
        }
        return value == (int) value ? (Number) (int) value : (Number) (long) value;
    }

    private Double number(String text) throws InvalidValueException {
        OptionalDouble value = Literals.number(text);
        if (value.isEmpty()) {
            throw wrong(text);
        }
        inRange(value.getAsDouble(), text);
        return value.getAsDouble();
    }

    private void inRange(double value, String text) throws InvalidValueException {
        if (!key.range().isEmpty() && !ValueRange.parse(key.range()).contains(value)) {
            throw new InvalidValueException("Must be in " + key.range() + ", not " + text, remedy());
        }
    }

    private Boolean bool(String text) throws InvalidValueException {
        return Literals.bool(text).orElseThrow(() -> wrong(text));
    }

    private String choice(String text) throws InvalidValueException {
        if (key.choices().contains(text)) {
            return text;
        }
        String all = "choose one of " + String.join(", ", key.choices());
        String remedy = Suggestions.nearest(text, key.choices())
                .map(near -> "did you mean " + near + "? Otherwise " + all)
                .orElse(all);
        throw new InvalidValueException("There is no \"" + text + "\" here", remedy);
    }

    private String path(String text) throws InvalidValueException {
        try {
            if (text.isEmpty() || Path.of(text).toString().isEmpty()) {
                throw wrong(text);
            }
            return text;
        } catch (InvalidPathException e) {
            throw wrong(text);
        }
    }

    private InvalidValueException wrong(String found) {
        String shown = found.length() > 60 ? found.substring(0, 60) + "…" : found;
        return new InvalidValueException("Must be " + noun() + ", not \"" + shown + "\"", remedy());
    }

    private String noun() {
        if (key.valueType() == ValueType.CHOICE) {
            return "one of " + String.join(", ", key.choices());
        }
        return (key.type().startsWith("i") ? "an " : "a ") + key.type();
    }

    private String remedy() {
        String range = key.range().isEmpty() ? "" : " in " + key.range();
        String unit = key.unit().isEmpty() ? "" : " (" + key.unit() + ")";
        String usual = key.hasDefault() && !key.defaultValue().equals("{}") ? "; default " + key.defaultValue() : "";
        String hint = key.valueType() == ValueType.BOOLEAN ? ": True or False" : "";
        return "give " + noun() + range + unit + hint + usual;
    }

    /** Reads one element of a list. */
    @FunctionalInterface
    private interface Element {
        Object read(String text) throws InvalidValueException;
    }
}
