package org.idem.data.convert;

import org.idem.data.image.DamagedImageException;

/**
 * The items that a conversion reads, numbered from 0. Reads are thread-safe.
 *
 * @param <T> {@link ConvertedImage} or {@link ConvertedPair}
 */
interface Source<T> {

    /** Number of items. */
    int size();

    /** Number of images of an item. */
    int imagesPerItem();

    /**
     * An item, its pictures decoded once to know that they can be.
     *
     * @return null if the exclude list names it
     * @throws DamagedImageException if it cannot be read
     */
    T read(int index);
}
