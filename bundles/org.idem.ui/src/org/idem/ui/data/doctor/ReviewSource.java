package org.idem.ui.data.doctor;

import java.nio.file.Path;
import java.util.List;
import org.idem.data.review.ReviewItem;

/** Where questions about a set come from. */
interface ReviewSource {

    /**
     * What there is to decide about a set now, the most important first: on a loading thread.
     *
     * @throws org.idem.core.InputException if it cannot be read
     */
    List<ReviewItem> items(Path set);
}
