package org.idem.ui.data.alignment;

import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.identity.MeanFace;
import org.idem.data.image.Pixels;
import org.idem.ui.data.OpenedDataset;

/**
 * The mean of pictures that lie evenly spaced over a set.
 *
 * @param name what the set is called
 * @param mean none where no picture could be read
 * @param pictures how many it is of
 */
record SetMean(String name, Pixels mean, int pictures) {
    private static final int MOST = 500;

    /**
     * Reads up to 500 images or pairs: on a background thread.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    static SetMean of(OpenedDataset set, Progress progress) {
        MeanFace mean = MeanFace.of(set.size(), MOST, set::pictures, progress);
        return new SetMean(
                String.valueOf(set.path().getFileName()), mean.pixels().orElse(null), mean.count());
    }

    /** Which set it is of, and of how much. */
    String words() {
        return name + ": mean of " + Units.count(pictures) + " faces";
    }
}
