package org.idem.data.convert;

import java.io.IOException;
import java.nio.file.Path;
import org.idem.data.ImageDataset;

/** One format that sets are converted to; a new one is a class here and its line in {@link TargetFormats}. */
interface TargetFormat {

    /** What {@code --to} calls it. */
    String word();

    /** Whether the output is a file; otherwise it is a folder. */
    default boolean isFile() {
        return false;
    }

    /** Whether images are written identity by identity, whatever their order in the set that is read. */
    default boolean ordersByIdentity() {
        return false;
    }

    /** Whether it holds labeled images. */
    default boolean takesImages() {
        return true;
    }

    /** Whether it holds pairs for verification. */
    default boolean takesPairs() {
        return false;
    }

    /**
     * Looks at a set of images before anything is written.
     *
     * @throws org.idem.core.InputException if the format cannot hold it
     */
    default void requireHolds(ImageDataset set) {}

    /**
     * Begins to write images, or goes on.
     *
     * @param set what is read; for what belongs to a set as a whole
     */
    default SetWriter<ConvertedImage> writeImages(Path output, ImageDataset set, ConversionState state)
            throws IOException {
        throw new UnsupportedOperationException(word());
    }

    /** Begins to write pairs, or goes on. */
    default SetWriter<ConvertedPair> writePairs(Path output, ConversionState state) throws IOException {
        throw new UnsupportedOperationException(word());
    }
}
