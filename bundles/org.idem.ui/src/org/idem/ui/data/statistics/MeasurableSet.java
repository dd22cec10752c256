package org.idem.ui.data.statistics;

import java.nio.file.Path;
import java.util.Optional;
import org.idem.core.Progress;
import org.idem.data.identity.IdentityIndex;
import org.idem.data.statistics.PictureStatistics;

/** A set of images or of pairs, as far as its pictures are measured. What may take long is for background threads. */
public interface MeasurableSet {

    /** The set's file or folder. */
    Path path();

    /** Number of pictures. */
    int pictures();

    /** How many pictures there are, in words. */
    String size();

    /** All pictures as a check has measured them or, before one, a sample. */
    PictureStatistics atOnce(Progress progress);

    /**
     * Measures every picture.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    PictureStatistics all(Progress progress);

    /** Whether the set says who is on its pictures. */
    boolean hasPeople();

    /**
     * Which pictures each person has; empty where the set does not say.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    Optional<IdentityIndex> people(Progress progress);

    /** The tiles, ascending, that show pictures of these numbers, ascending. */
    int[] tiles(int[] pictures);
}
