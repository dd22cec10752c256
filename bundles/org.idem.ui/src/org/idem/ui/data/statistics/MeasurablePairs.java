package org.idem.ui.data.statistics;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.identity.IdentityIndex;
import org.idem.data.statistics.PictureStatistics;
import org.idem.data.statistics.SetStatistics;
import org.idem.ui.data.OpenedPairs;

/**
 * The two images of each pair of a verification set; its people have no names.
 *
 * @param set not closed here
 */
public record MeasurablePairs(OpenedPairs set) implements MeasurableSet {
    @Override
    public Path path() {
        return set.path();
    }

    @Override
    public int pictures() {
        return 2 * set.size();
    }

    @Override
    public String size() {
        return Units.count(pictures()) + " images of " + Units.count(set.size()) + " pairs";
    }

    @Override
    @SuppressWarnings("resource") // Closed with the editor.
    public PictureStatistics atOnce(Progress progress) {
        return set.measured().orElseGet(() -> SetStatistics.sample(set.set(), progress));
    }

    @Override
    @SuppressWarnings("resource") // Closed with the editor.
    public PictureStatistics all(Progress progress) {
        return SetStatistics.all(set.set(), progress);
    }

    @Override
    public boolean hasPeople() {
        return false;
    }

    @Override
    public Optional<IdentityIndex> people(Progress progress) {
        return Optional.empty();
    }

    /** A pair is shown if one of its images is. */
    @Override
    public int[] tiles(int[] pictures) {
        return Arrays.stream(pictures).map(picture -> picture / 2).distinct().toArray();
    }
}
