package org.idem.data;

import java.util.stream.IntStream;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.image.DamagedImageException;

/** Reads the labels of a set, and tells how many identities they name. */
public final class LabelReading {
    private static final int CHUNK = 1 << 14;
    /** Labels below it are always believed. */
    private static final int PLAUSIBLE = 1 << 27;
    /** No more labels than these for each image are. */
    private static final int LABELS_PER_IMAGE = 16;

    private LabelReading() {}

    /**
     * One more than the highest label. A label far beyond what so many images can name is a damaged one, and counts for none:
     * otherwise a single record would make room for billions of identities.
     *
     * @param labels of all images; −1 for none
     */
    public static int identities(int[] labels) {
        long limit = Math.max(PLAUSIBLE, (long) LABELS_PER_IMAGE * labels.length);
        int highest = -1;
        for (int label : labels) {
            highest = label < limit ? Math.max(highest, label) : highest;
        }
        return highest + 1;
    }

    /** The identity of each image, −1 where it cannot be read; on all processors. */
    static int[] of(ImageDataset set, Progress progress) {
        int[] labels = new int[set.size()];
        for (int from = 0; from < labels.length; from += CHUNK) {
            progress.checkCancelled();
            int end = Math.min(labels.length, from + CHUNK);
            IntStream.range(from, end).parallel().forEach(image -> labels[image] = label(set, image));
            progress.report(
                    (double) end / labels.length,
                    () -> Units.count(end) + " of " + Units.count(labels.length) + " labels read");
        }
        return labels;
    }

    /** The identity of an image, −1 where its record does not say. */
    public static int label(ImageDataset set, int image) {
        try {
            return set.label(image);
        } catch (DamagedImageException e) {
            System.getLogger(LabelReading.class.getName())
                    .log(System.Logger.Level.DEBUG, () -> "no label at key " + e.key() + ": " + e.damage());
            return -1;
        }
    }
}
