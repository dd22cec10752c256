package org.idem.plan;

import java.nio.file.Path;
import org.idem.data.ImageDataset;

/**
 * What a plan needs to know of a training set.
 *
 * @param path file or folder, as problems name it
 * @param images number of images
 * @param identities number of identities, 0 where no image has a usable label
 */
public record DatasetSize(Path path, int images, int identities) {
    /** Of an open set; may read every label once, see {@link ImageDataset#identities()}. */
    public static DatasetSize of(ImageDataset set) {
        return new DatasetSize(set.path(), set.size(), set.identities());
    }
}
