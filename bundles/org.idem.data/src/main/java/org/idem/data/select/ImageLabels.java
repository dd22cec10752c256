package org.idem.data.select;

import java.util.stream.IntStream;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.ImageDataset;
import org.idem.data.image.DamagedImageException;

/** The labels of all images of a set, read once when somebody needs them: four bytes an image. Thread-safe. */
public final class ImageLabels {
    private static final int CHUNK = 1 << 14;

    private final ImageDataset set;
    private volatile int[] labels;

    /** Reads nothing yet. */
    public ImageLabels(ImageDataset set) {
        this.set = set;
    }

    /** Whether they have been read, so that {@link #read} takes no time. */
    public boolean areRead() {
        return labels != null;
    }

    /**
     * The identity of each image, −1 where its record does not say; not to be changed.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public int[] read(Progress progress) {
        if (labels == null) {
            readAll(progress);
        }
        return labels;
    }

    private synchronized void readAll(Progress progress) {
        if (labels != null) {
            return;
        }
        int size = set.size();
        int[] read = new int[size];
        for (int from = 0; from < size; from += CHUNK) {
            progress.checkCancelled();
            int end = Math.min(size, from + CHUNK);
            IntStream.range(from, end).parallel().forEach(index -> read[index] = label(index));
            progress.report((double) end / size, () -> Units.count(end) + " of " + Units.count(size) + " labels read");
        }
        labels = read;
    }

    private int label(int index) {
        try {
            return set.label(index);
        } catch (DamagedImageException e) {
            return -1;
        }
    }

    /**
     * The first image of an identity in a set whose images lie by identity, as those of the field do: found by a few labels.
     * Where they do not, or the identity has no image, all labels are read.
     *
     * @return −1 where no image is of it
     */
    public int firstOf(int identity, Progress progress) {
        int guess = labels == null ? bisect(identity) : -1;
        if (guess >= 0) {
            return guess;
        }
        int[] all = read(progress);
        for (int index = 0; index < all.length; index++) {
            if (all[index] == identity) {
                return index;
            }
        }
        return -1;
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
}
