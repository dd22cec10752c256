package org.idem.data.inspect;

import java.util.List;
import org.idem.data.ImageDataset;

/** The inspectors of a set. */
public final class Inspectors {
    private Inspectors() {}

    /**
     * All that make sense for a set.
     *
     * @param namesPeople whether labels say who is on an image; otherwise images may well occur twice
     */
    public static List<ImageInspector> of(ImageDataset set, boolean namesPeople) {
        int size = set.size();
        if (!namesPeople) {
            return List.of(new PictureSizeInspector(size), new GrayInspector(size));
        }
        DuplicateInspector exact = new DuplicateInspector(size);
        return List.of(
                exact,
                new NearDuplicateInspector(size, exact),
                new LabelInspector(set.identities()),
                new PictureSizeInspector(size),
                new GrayInspector(size));
    }
}
