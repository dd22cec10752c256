package org.idem.ui.data.doctor;

import java.nio.file.Path;
import java.util.List;
import org.idem.data.review.ReviewItem;
import org.idem.ui.data.CheckedSets;

/** What the last check of a set found while the workbench was open. */
record CheckSource(CheckedSets checked) implements ReviewSource {
    @Override
    public List<ReviewItem> items(Path set) {
        return checked.questions(set);
    }
}
