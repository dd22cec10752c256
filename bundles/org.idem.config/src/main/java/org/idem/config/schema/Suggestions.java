package org.idem.config.schema;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.idem.core.EditDistance;

/** What somebody who mistyped a key or a word probably meant. */
public final class Suggestions {
    private static final int MANY = 12;

    private Suggestions() {}

    /** A remedy for a name that is none of those to choose from in a list's entry: the nearest one, and all of them. */
    public static String forChoice(String section, String name) {
        List<String> known =
                Schema.children(section).stream().map(SchemaKey::name).toList();
        String all = "choose one of " + String.join(", ", known);
        return nearest(name, known)
                .map(near -> "did you mean " + near + "? Otherwise " + all)
                .orElse(all);
    }

    /**
     * A remedy for a key that the section does not know: the nearest key here, then anywhere, then what there is.
     *
     * @param given keys that the section has; none of them can have been meant
     */
    public static String forKey(String section, String name, Set<String> given) {
        Optional<String> here = nearest(
                name,
                Schema.children(section).stream()
                        .map(SchemaKey::name)
                        .filter(key -> !given.contains(key))
                        .toList());
        if (here.isPresent()) {
            return "did you mean " + here.get() + "?";
        }
        Optional<String> elsewhere = Schema.keys().stream()
                .filter(key -> key.name().equalsIgnoreCase(name))
                .map(SchemaKey::key)
                .findFirst();
        if (elsewhere.isPresent()) {
            return "did you mean " + elsewhere.get() + "?";
        }
        String known = Schema.children(section).stream()
                .map(SchemaKey::name)
                .limit(MANY)
                .collect(Collectors.joining(", "));
        return known.isEmpty() ? "remove it" : "remove it; known here: " + known;
    }

    /** The candidate that is fewest edits away, when that is near enough to be meant. */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        String best = null;
        int fewest = Math.max(2, word.length() / 3) + 1;
        for (String candidate : candidates) {
            int edits = EditDistance.of(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (edits < fewest && edits < Math.max(word.length(), candidate.length())) {
                fewest = edits;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }
}
