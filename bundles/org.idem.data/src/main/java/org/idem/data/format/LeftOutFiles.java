package org.idem.data.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.idem.core.Units;
import org.idem.data.LeftOut;

/** What a walk through folders met and left out, counted by kind, with one example each. */
final class LeftOutFiles {
    private static final int MOST_KINDS = 50;
    private static final int TOLD = 6;

    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    private static final class Kind {
        private final String words;
        private final String example;
        private long count;

        Kind(String words, String example) {
            this.words = words;
            this.example = example;
        }

        String sentence() {
            return Units.count(count) + " " + words + " (such as " + example + ")";
        }
    }

    /** A file that is no picture by its ending. */
    void addFile(String name, String path) {
        int dot = name.lastIndexOf('.');
        String ending = dot <= 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
        add(ending.isEmpty() ? "without an ending" : ending, path);
    }

    /** Something else, said so that a number can stand before it. */
    void add(String words, String path) {
        String key = kinds.size() < MOST_KINDS || kinds.containsKey(words) ? words : "of other kinds";
        kinds.computeIfAbsent(key, w -> new Kind(w, path)).count++;
    }

    private List<Kind> sorted() {
        List<Kind> sorted = new ArrayList<>(kinds.values());
        sorted.sort(Comparator.comparingLong((Kind kind) -> -kind.count));
        return sorted;
    }

    /** How much of each kind, most first. */
    List<LeftOut> counts() {
        return sorted().stream()
                .map(kind -> new LeftOut(kind.words, kind.count))
                .toList();
    }

    /** One sentence about all that was left out; none if nothing was. */
    List<String> notes() {
        if (kinds.isEmpty()) {
            return List.of();
        }
        StringBuilder text = new StringBuilder("Left out: ");
        List<Kind> sorted = sorted();
        for (int i = 0; i < Math.min(TOLD, sorted.size()); i++) {
            text.append(i == 0 ? "" : ", ").append(sorted.get(i).sentence());
        }
        if (sorted.size() > TOLD) {
            text.append(" and ").append(sorted.size() - TOLD).append(" other kinds");
        }
        return List.of(text.toString());
    }
}
