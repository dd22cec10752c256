package org.idem.config.schema;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
            int edits = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (edits < fewest && edits < Math.max(word.length(), candidate.length())) {
                fewest = edits;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Insertions, deletions, replacements and swaps of neighbours from a to b (restricted Damerau–Levenshtein). */
    public static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replace, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
