package org.idem.ui.data.statistics;

import java.nio.file.Path;
import java.util.Optional;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.identity.IdentityIndex;
import org.idem.data.statistics.PictureStatistics;
import org.idem.data.statistics.SetStatistics;
import org.idem.ui.data.OpenedImages;

/**
 * The images of a training set.
 *
 * @param set not closed here
 */
public record MeasurableImages(OpenedImages set) implements MeasurableSet {
    @Override
    public Path path() {
        return set.path();
    }

    @Override
    public int pictures() {
        return set.size();
    }

    @Override
    public String size() {
        return Units.count(set.size()) + " images";
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
        return true;
    }

    @Override
    public Optional<IdentityIndex> people(Progress progress) {
        return Optional.of(set.identities().index(progress));
    }

    @Override
    public int[] tiles(int[] pictures) {
        return pictures;
    }
}
