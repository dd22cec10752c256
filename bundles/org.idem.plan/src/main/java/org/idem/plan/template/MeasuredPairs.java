package org.idem.plan.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.idem.data.PairDataset;
import org.idem.data.check.PictureSizes;
import org.idem.data.format.Datasets;

/**
 * A verification set as far as a new config has to know it.
 *
 * @param path as it was given
 * @param pairs number of pairs, at least 1
 * @param pictures sides of some pictures in pixels
 */
public record MeasuredPairs(Path path, int pairs, PictureSizes pictures) {
    private static final int MOST_ENTRIES = 64;

    /**
     * Opens a set and looks at some of its pictures.
     *
     * @throws org.idem.core.InputException if there is no such set
     */
    public static MeasuredPairs read(Path path) {
        try (PairDataset set = Datasets.openPairs(path)) {
            return new MeasuredPairs(path, set.pairs(), PictureSizes.of(set));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close " + path, e);
        }
    }

    /** The {@code .bin} files in the folder of a training set, sorted by name: people keep the two together. */
    public static List<Path> beside(Path trainingSet) {
        Path folder = Files.isDirectory(trainingSet)
                ? trainingSet
                : trainingSet.toAbsolutePath().getParent();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.equals(trainingSet))
                    .filter(file -> file.getFileName().toString().endsWith(".bin"))
                    .limit(MOST_ENTRIES)
                    .filter(Datasets::isPairs)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder, e);
        }
    }
}
