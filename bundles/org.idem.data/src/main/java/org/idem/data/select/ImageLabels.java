package org.idem.data.select;

import java.util.Arrays;
import java.util.function.Function;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.identity.IdentityIndex;
import org.idem.data.image.DamagedImageException;

/** Who is on the images of a set, read once when somebody needs it and kept. Thread-safe. */
public final class ImageLabels {
    private final ImageDataset set;
    private final Function<Progress, IdentityIndex> reading;
    private volatile IdentityIndex index;

    /** Reads nothing yet. */
    public ImageLabels(ImageDataset set) {
        this(set, progress -> IdentityIndex.of(set, progress));
    }

    /** Reads nothing yet, and later by {@code reading}, which may have been done for others already. */
    public ImageLabels(ImageDataset set, Function<Progress, IdentityIndex> reading) {
        this.set = set;
        this.reading = reading;
    }

    /**
     * Which images each identity has.
     *
     * @throws java.util.concurrent.CancellationException if cancelled; then nothing is kept
     */
    public IdentityIndex index(Progress progress) {
        if (index == null) {
            readIndex(progress);
        }
        return index;
    }

    private synchronized void readIndex(Progress progress) {
        if (index == null) {
            index = reading.apply(progress);
        }
    }

    /**
     * The identity of each image, −1 where it has none: four bytes an image, made anew by each call.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    int[] labels(Progress progress) {
        IdentityIndex known = index(progress);
        int[] labels = new int[set.size()];
        Arrays.fill(labels, -1);
        for (int identity = 0; identity < known.identities(); identity++) {
            for (int image : known.images(identity)) {
                labels[image] = identity;
            }
        }
        return labels;
    }

    /**
     * The first image of an identity. In a set whose images lie by identity, as those of the field do, it is found by a few
     * labels; where they do not, or the identity has no image, all labels are read.
     *
     * @return −1 where no image is of it
     */
    public int firstOf(int identity, Progress progress) {
        int guess = index == null ? bisect(identity) : -1;
        if (guess >= 0) {
            return guess;
        }
        IdentityIndex known = index(progress);
        return identity < known.identities() ? known.first(identity) : -1;
    }

    private int bisect(int identity) {
        int low = 0;
        int high = set.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (label(middle) < identity) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < set.size() && label(low) == identity && (low == 0 || label(low - 1) != identity) ? low : -1;
    }

    private int label(int image) {
        try {
            return set.label(image);
        } catch (DamagedImageException e) {
            return -1;
        }
    }
}
