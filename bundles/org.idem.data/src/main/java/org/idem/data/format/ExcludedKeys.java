package org.idem.data.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.idem.core.InputException;
import org.idem.core.Problem;

/**
 * The images of a set that a list excludes: one key a line, {@code #} begins a comment.
 *
 * @param keys as the set calls its images
 */
public record ExcludedKeys(Set<String> keys) {
    public ExcludedKeys {
        keys = Set.copyOf(keys);
    }

    private static final int MOST_BYTES = 1 << 29;

    /**
     * Reads a list of keys, one a line; lines that begin with # are comments.
     *
     * @param file null for none
     * @throws InputException if it cannot be read
     */
    public static ExcludedKeys read(Path file) {
        if (file == null) {
            return new ExcludedKeys(Set.of());
        }
        Set<String> keys = new HashSet<>();
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                throw unreadable(file, Files.exists(file) ? "This is no list of keys" : "There is no such file");
            }
            try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
                lines.map(line -> line.startsWith("#") ? "" : line.strip())
                        .filter(line -> !line.isEmpty())
                        .forEach(keys::add);
            }
        } catch (UncheckedIOException | IOException e) {
            throw unreadable(file, "It cannot be read: " + e.getMessage());
        }
        return new ExcludedKeys(keys);
    }

    /** The line of a list that stands for a key; of one that begins as comments do, a line that does not. */
    public static String line(String key) {
        return key.startsWith("#") ? " " + key : key;
    }

    private static InputException unreadable(Path file, String message) {
        return new InputException(
                Problem.error(file, "", message, "Give a text file with the key of one image on each line"));
    }

    /** Whether the list has the key of an image. */
    public boolean contains(String key) {
        return keys.contains(key);
    }
}
