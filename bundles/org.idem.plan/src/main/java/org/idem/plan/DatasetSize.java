package org.idem.plan;

import java.nio.file.Path;
import org.idem.data.ImageDataset;
import org.idem.data.LabelCounts;

/**
 * What a plan needs to know of a training set.
 *
 * @param path file or folder, as problems name it
 * @param images number of images
 * @param identities number of identities, 0 where no image has a usable label
 * @param labels which of the identities have images, or null where the labels were not counted
 */
public record DatasetSize(Path path, int images, int identities, LabelCounts labels) {
    /** A set whose labels were not counted. */
    public DatasetSize(Path path, int images, int identities) {
        this(path, images, identities, null);
    }

    /** Of an open set; may read every label, see {@link ImageDataset#labelCounts()}. */
    public static DatasetSize of(ImageDataset set) {
        return new DatasetSize(set.path(), set.size(), set.identities(), set.labelCounts());
    }
}
