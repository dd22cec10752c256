package org.idem.data.inspect;

import java.util.List;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.LabeledImage;
import org.idem.data.image.Pixels;

/**
 * Sees every sound image of a set once, decoded once for all inspectors, and tells in the end what is unusual. A new kind of
 * finding is a class here, its word in {@link Unusual} and its line in {@link Inspectors}.
 */
public interface ImageInspector {

    /**
     * Sees an image; called on several threads at a time, for each image at most once.
     *
     * @param index number of the image in the set
     */
    void see(int index, LabeledImage image, Pixels pixels);

    /** What is unusual; after all images were seen. */
    List<Finding> findings(ImageDataset set, Progress progress);
}
