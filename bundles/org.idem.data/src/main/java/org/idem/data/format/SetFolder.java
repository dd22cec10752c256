package org.idem.data.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The file of a folder that is the set, where the folder is named instead of it. */
final class SetFolder {
    private SetFolder() {}

    /** {@code train.rec}, {@code label.txt}, or the one {@code .rec} there; empty if the folder has none or several. */
    static Optional<Path> setIn(Path folder) {
        for (String name : List.of("train.rec", "label.txt")) {
            if (Files.isRegularFile(folder.resolve(name))) {
                return Optional.of(folder.resolve(name));
            }
        }
        List<Path> records = records(folder);
        return records.size() == 1 ? Optional.of(records.get(0)) : Optional.empty();
    }

    /** The {@code .rec} files of a folder, in the order of their names. */
    static List<Path> records(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(file -> FileNames.hasEnding(file, ".rec") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder, e);
        }
    }
}
