package org.idem.data;

import java.io.Closeable;
import java.nio.file.Path;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;

/** Pairs of faces for verification, read in place and numbered from 0. Reads are thread-safe. */
public interface PairDataset extends Closeable {

    /** The file's name without its ending, such as {@code lfw}. */
    String name();

    /** The file that was opened. */
    Path path();

    /** Returns the folder that the paths of a list were said to be relative to; null where none was named or is needed. */
    default Path imageRoot() {
        return null;
    }

    /** Number of pairs. */
    int pairs();

    /** Whether both images show one person. */
    boolean same(int pair);

    /**
     * What the set calls an image: its path in a list, its number where images have no names.
     *
     * @param image 2p and 2p + 1 are the images of pair p
     */
    default String key(int image) {
        return Integer.toString(image);
    }

    /** Whether keys are names of the set's own, so that two images with one key are one image. */
    default boolean hasNames() {
        return false;
    }

    /**
     * The first image's bytes as they are stored.
     *
     * @throws DamagedImageException if they cannot be read
     */
    EncodedImage first(int pair);

    /**
     * The second image's bytes as they are stored.
     *
     * @throws DamagedImageException if they cannot be read
     */
    EncodedImage second(int pair);

    /**
     * An image's bytes as they are stored.
     *
     * @param image 2p and 2p + 1 are the images of pair p
     * @throws DamagedImageException if they cannot be read
     */
    default EncodedImage image(int image) {
        return image % 2 == 0 ? first(image / 2) : second(image / 2);
    }
}
