package org.idem.plan.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.idem.data.ImageDataset;
import org.idem.data.check.PictureSizes;
import org.idem.data.format.Datasets;
import org.idem.plan.DatasetSize;

/**
 * A training set as far as a new config has to know it.
 *
 * @param path as it was given, file or folder
 * @param size images and identities
 * @param pictures sides of some pictures in pixels
 */
public record MeasuredSet(Path path, DatasetSize size, PictureSizes pictures) {
    /**
     * Opens a set and looks at its labels and some of its pictures.
     *
     * @throws org.idem.core.InputException if there is no such set
     */
    public static MeasuredSet read(Path path) {
        try (ImageDataset set = Datasets.openImages(path)) {
            return new MeasuredSet(path, DatasetSize.of(set), PictureSizes.of(set));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close " + path, e);
        }
    }
}
