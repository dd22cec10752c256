package org.idem.data;

import java.io.Closeable;
import java.nio.file.Path;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;

/**
 * Labelled faces, read in place. Reads are thread-safe. Per image there are a few numbers in primitive arrays and nothing
 * else on the heap, so that sets of tens of millions open.
 */
public sealed interface ImageDataset extends Closeable permits RecordIoDataset, ListDataset, FolderDataset, BinDataset {

    /** {@code recordio}, {@code list}, {@code folders} or {@code bin}. */
    String format();

    /** The file or folder that was opened. */
    Path path();

    /** Number of images. */
    int size();

    /** Number of identities; labels are below it in a sound set. May read every label once. */
    int identities();

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

    /** What the set calls the image: its record key or path. */
    String key(int index);

    /** Byte offset of the image's record in {@link #path}, or −1 where images are files of their own. */
    long offset(int index);

    /** Size in bytes; sets of single files are walked for it. */
    long bytes();
}
