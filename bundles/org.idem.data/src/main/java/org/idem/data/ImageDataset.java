package org.idem.data;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.idem.core.Progress;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;

/**
 * Labeled faces, read in place and numbered from 0. Reads are thread-safe. An implementation keeps a few numbers per
 * image in primitive arrays and nothing else on the heap, so that sets of tens of millions open.
 */
public interface ImageDataset extends Closeable {

    /** The format's word: {@code recordio}, {@code list}, {@code folders}, {@code bin}, or what another one is called. */
    String format();

    /** The file or folder that was opened. */
    Path path();

    /** Number of images, at least 1. */
    int size();

    /** Number of identities; labels are below it in a sound set. The first call may read every label. */
    int identities();

    /** Number of identities where it is known by now; empty where {@link #identities} would read every label. Costs little. */
    default OptionalInt knownIdentities() {
        return OptionalInt.of(identities());
    }

    /**
     * Identity of each image, [size]; −1 where its record does not say. May read every label, on all processors.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    default int[] labels(Progress progress) {
        return LabelReading.of(this, progress);
    }

    /**
     * Identity of an image, counted from 0.
     *
     * @throws DamagedImageException if the image's record is broken or its label is no identity number
     */
    int label(int index);

    /**
     * An image's bytes as they are stored.
     *
     * @throws DamagedImageException if its record is broken or its file cannot be read
     */
    EncodedImage image(int index);

    /**
     * An image and its label. Formats that hold both in one record read it once.
     *
     * @throws DamagedImageException if either cannot be read
     */
    default LabeledImage read(int index) {
        return new LabeledImage(label(index), image(index));
    }

    /** What the set calls the image: its record key or path. */
    String key(int index);

    /** Byte offset of the image's record in {@link #path}, or −1 where images are files of their own. */
    long offset(int index);

    /** The file that holds an image: one of its own, or that of many records. */
    default Path file(int index) {
        return path();
    }

    /** Size on disk in bytes; sets of single files are walked for it. */
    long bytes();

    /** Which identities have images. May read every label once. */
    default LabelCounts labelCounts() {
        return LabelCounts.of(this);
    }

    /**
     * Number of images of each identity as the format itself declares it, [identities], where the images of one lie side by
     * side in the order of the identities; empty where it declares nothing. Reads no labels.
     */
    default int[] declaredImagesPerIdentity() {
        return new int[0];
    }

    /**
     * Number of images of each identity, [identities]; near the truth where the format itself keeps it so. May read every
     * label once.
     */
    default int[] imagesPerIdentity() {
        int[] labels = labels(Progress.NONE);
        int[] images = new int[identities()];
        for (int label : labels) {
            if (label >= 0 && label < images.length) {
                images[label]++;
            }
        }
        return images;
    }

    /** What lies among the images and is not used, by kind. Costs nothing. */
    default List<LeftOut> leftOut() {
        return List.of();
    }

    /**
     * What is unusual about the set and need not be meant, beside its labels, in whole sentences without a period: files
     * that are left out, lines of an index that are no use. Costs nothing.
     */
    default List<String> notes() {
        return List.of();
    }

    /** What this format can have wrong beside single pictures; made anew by each call. */
    default IntegrityCheck integrityCheck() {
        return IntegrityCheck.NONE;
    }
}
