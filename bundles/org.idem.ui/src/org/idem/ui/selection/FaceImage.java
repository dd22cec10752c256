package org.idem.ui.selection;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.core.runtime.IAdaptable;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.image.EncodedImage;

/**
 * One picture of a data set that is or was open. Adapts to its {@link Identity} where that is known. Two are equal when set
 * and number are.
 */
public final class FaceImage implements IAdaptable {
    private final Path path;
    private final ImageDataset set;
    private final int index;
    private final int identity;
    private final String key;
    private final long offset;
    private final Supplier<EncodedImage> reading;

    private FaceImage(
            Path path,
            ImageDataset set,
            int index,
            int identity,
            String key,
            long offset,
            Supplier<EncodedImage> reading) {
        this.path = path;
        this.set = set;
        this.index = index;
        this.identity = identity;
        this.key = key;
        this.offset = offset;
        this.reading = reading;
    }

    /**
     * An image of a training set.
     *
     * @param identity its label; −1 when its record does not say, or has not been read yet
     */
    public static FaceImage of(ImageDataset set, int index, int identity) {
        return new FaceImage(
                set.path(), set, index, identity, set.key(index), set.offset(index), () -> set.image(index));
    }

    /** The first image of a pair. */
    static FaceImage first(PairDataset set, int pair) {
        return ofPair(set, 2 * pair, () -> set.first(pair));
    }

    /** The second image of a pair. */
    static FaceImage second(PairDataset set, int pair) {
        return ofPair(set, 2 * pair + 1, () -> set.second(pair));
    }

    private static FaceImage ofPair(PairDataset set, int row, Supplier<EncodedImage> reading) {
        return set instanceof ImageDataset images
                ? new FaceImage(set.path(), null, row, -1, images.key(row), images.offset(row), reading)
                : new FaceImage(set.path(), null, row, -1, Integer.toString(row), -1, reading);
    }

    /** The set's file or folder. */
    public Path path() {
        return path;
    }

    /** The set that it is from; empty for an image of a pair. */
    public Optional<ImageDataset> set() {
        return Optional.ofNullable(set);
    }

    /** Its number in the set from 0; of the images of pairs, the row in which they lie. */
    public int index() {
        return index;
    }

    /** Its label, or −1 where there is none or it is not known. */
    public int identity() {
        return identity;
    }

    /** What the set calls it. */
    public String key() {
        return key;
    }

    /** Byte offset of its record in the set's file, or −1 where images are files of their own. */
    public long offset() {
        return offset;
    }

    /**
     * Its bytes as they are stored. Reads the disk: not on the UI thread.
     *
     * @throws org.idem.data.image.DamagedImageException if they cannot be read
     */
    public EncodedImage read() {
        return reading.get();
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        boolean known = adapter == Identity.class && set != null && identity >= 0;
        return known ? adapter.cast(new Identity(set, identity)) : null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FaceImage image && index == image.index && path.equals(image.path);
    }

    @Override
    public int hashCode() {
        return 31 * path.hashCode() + index;
    }

    @Override
    public String toString() {
        return path.getFileName() + " " + key;
    }
}
