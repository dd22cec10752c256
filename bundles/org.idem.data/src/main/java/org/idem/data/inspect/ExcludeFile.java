package org.idem.data.inspect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.idem.core.AtomicFiles;
import org.idem.data.format.ExcludedKeys;

/**
 * A list of excluded keys that lies beside a set and changes: {@code train.rec.exclude} of {@code train.rec}. Whoever else
 * writes into it is respected: each change reads the file again, adds and removes lines, and keeps all others as they are,
 * comments among them.
 */
public final class ExcludeFile {
    private static final String ENDING = ".exclude";

    private final Path set;
    private final Path file;

    private ExcludeFile(Path set, Path file) {
        this.set = set;
        this.file = file;
    }

    /** The list of a set's file or folder; it need not exist. */
    public static ExcludeFile beside(Path set) {
        Path whole = set.toAbsolutePath().normalize();
        return new ExcludeFile(whole, whole.resolveSibling(whole.getFileName() + ENDING));
    }

    /** Where it is or would be. */
    public Path path() {
        return file;
    }

    /**
     * The keys that it has now; none where there is no such file.
     *
     * @throws org.idem.core.InputException if it cannot be read
     */
    public Set<String> keys() {
        return Files.exists(file) ? ExcludedKeys.read(file).keys() : Set.of();
    }

    /**
     * Adds keys that are not there yet.
     *
     * @return those that were added
     * @throws UncheckedIOException if the file cannot be read or written
     */
    public List<String> add(Collection<String> keys) {
        Set<String> there = new HashSet<>(keys());
        List<String> added = keys.stream().filter(there::add).toList();
        if (!added.isEmpty()) {
            List<String> lines = lines();
            if (lines.isEmpty()) {
                lines.add("# Images of " + set.getFileName() + " that are left out of training and conversion");
            }
            added.forEach(key -> lines.add(ExcludedKeys.line(key)));
            write(lines);
        }
        return added;
    }

    /**
     * Removes keys.
     *
     * @return those that were there
     * @throws UncheckedIOException if the file cannot be read or written
     */
    public List<String> remove(Collection<String> keys) {
        Set<String> there = keys();
        List<String> removed = keys.stream().filter(there::contains).distinct().toList();
        if (!removed.isEmpty()) {
            Set<String> gone = Set.copyOf(removed);
            List<String> lines = lines();
            lines.removeIf(line -> !line.startsWith("#") && gone.contains(line.strip()));
            write(lines);
        }
        return removed;
    }

    private List<String> lines() {
        try {
            return Files.exists(file)
                    ? new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8))
                    : new ArrayList<>();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private void write(List<String> lines) {
        AtomicFiles.write(file, String.join("\n", lines) + "\n");
    }
}
