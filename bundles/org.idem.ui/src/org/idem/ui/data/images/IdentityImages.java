package org.idem.ui.data.images;

import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.identity.IdentityIndex;
import org.idem.ui.data.ImageOrder;
import org.idem.ui.data.ImageQuery;
import org.idem.ui.data.OpenedImages;

/** The images of the person that is on one of them. */
final class IdentityImages {
    private IdentityImages() {}

    /**
     * All images of the same identity, in the order of the set; none where the image's record does not say whose it is. Reads
     * labels: on a background thread.
     *
     * @throws org.idem.data.image.DamagedImageException if the record cannot be read
     */
    static ImageQuery.Subset of(OpenedImages set, int image) {
        int label = set.label(image);
        IdentityIndex index = set.identities().index(Progress.NONE);
        return label < 0 || label >= index.identities()
                ? ImageQuery.Subset.WHOLE
                : new ImageQuery.Subset("Identity " + Units.count(label), ImageOrder.of(index.images(label)));
    }
}
