package org.idem.data.review;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a verdict is about, as a line of a file has it: the parts apart by tabs, tabs in keys escaped. */
record ReviewSubject(String kind, List<Integer> identities, List<String> keys) {
    private static final String SEPARATOR = "\t";

    ReviewSubject {
        identities = List.copyOf(identities);
        keys = List.copyOf(keys);
    }

    String line() {
        List<String> parts = new ArrayList<>();
        parts.add(kind);
        parts.add(identities.stream().map(String::valueOf).collect(Collectors.joining(",")));
        keys.forEach(key -> parts.add(escaped(key)));
        return String.join(SEPARATOR, parts);
    }

    static Optional<ReviewSubject> parse(String line) {
        String[] parts = line.split(SEPARATOR, -1);
        if (parts.length < 2 || parts[0].isEmpty() || !parts[1].matches("(\\d{1,9}(,\\d{1,9})*)?")) {
            return Optional.empty();
        }
        List<Integer> identities = parts[1].isEmpty()
                ? List.of()
                : Arrays.stream(parts[1].split(",")).map(Integer::valueOf).toList();
        List<String> keys =
                Arrays.stream(parts).skip(2).map(ReviewSubject::plain).toList();
        return Optional.of(new ReviewSubject(parts[0], identities, keys));
    }

    private static String escaped(String key) {
        return key.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String plain(String text) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '\\' && i + 1 < text.length()) {
                next = switch (text.charAt(++i)) {
                    case 't' -> '\t';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    default -> text.charAt(i);
                };
            }
            key.append(next);
        }
        return key.toString();
    }
}
