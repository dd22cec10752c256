package org.idem.data.format;

import java.nio.file.Path;
import java.util.Set;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;

/**
 * One way to keep faces on disk. {@link Datasets} asks each format in turn; a new one is a class here and its line there.
 * Thread-safe.
 */
interface DatasetFormat {

    /**
     * Whether a file or folder holds labeled faces of this format, told by its name, or by its first bytes where names do
     * not tell. Costs no more than opening a file.
     */
    boolean hasImages(Path path);

    /** Endings, dot included and in lower case, that names of files of this format have; empty where names do not tell. */
    default Set<String> endings() {
        return Set.of();
    }

    /** Whether a file holds pairs for verification in this format, told as cheaply. */
    default boolean hasPairs(Path path) {
        return false;
    }

    /** Whether a file holds pairs that cannot be seen as labeled faces as well. */
    default boolean hasOnlyPairs(Path path) {
        return false;
    }

    /**
     * Opens labeled faces.
     *
     * @param path one that {@link #hasImages} accepts
     * @throws org.idem.core.InputException if it is no such set after all
     */
    ImageDataset openImages(Path path, OpenOptions options);

    /**
     * Opens pairs for verification.
     *
     * @param path one that {@link #hasPairs} accepts
     * @throws org.idem.core.InputException if it is no such set after all
     */
    default PairDataset openPairs(Path path, OpenOptions options) {
        throw new UnsupportedOperationException("No pairs in " + path);
    }
}
