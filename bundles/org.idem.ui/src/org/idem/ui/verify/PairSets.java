package org.idem.ui.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.idem.run.Evaluation;

/** Sets of pairs that a user is likely to verify on. */
public final class PairSets {
    private static final int DEPTH = 3;
    private static final int MOST = 20;

    private PairSets() {}

    /** Sets that a model was verified on, then {@code .bin} files near the top of the folder. */
    public static List<Path> of(List<Evaluation> evaluations, Path folder) {
        Set<Path> sets = new LinkedHashSet<>();
        evaluations.stream()
                .map(Evaluation::file)
                .map(file -> folder.resolve(file).normalize())
                .filter(Files::isRegularFile)
                .forEach(sets::add);
        Path data = folder.resolve("data");
        if (Files.isDirectory(data)) {
            try (Stream<Path> files = Files.find(
                    data, DEPTH, (path, attributes) -> path.toString().endsWith(".bin"))) {
                files.limit(MOST).forEach(sets::add);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + data, e);
            }
        }
        return List.copyOf(sets);
    }
}
