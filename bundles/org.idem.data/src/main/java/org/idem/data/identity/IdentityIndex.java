package org.idem.data.identity;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.ImageDataset;
import org.idem.data.LabelReading;

/**
 * Which images each identity of a set has. Four bytes an identity, and four an image where those of one identity do not lie
 * side by side in ascending order. Immutable.
 */
public final class IdentityIndex {
    private static final int CHUNK = 1 << 14;

    /** Where the images of each identity begin, and after the last one where they end. */
    private final int[] starts;

    /** Images by identity; null where they lie in that order. */
    private final int[] order;

    private final int unlabeled;

    private IdentityIndex(int[] starts, int[] order, int unlabeled) {
        this.starts = starts;
        this.order = order;
        this.unlabeled = unlabeled;
    }

    /**
     * Reads the labels. Where the set itself declares how many images each identity has, those of the first and the last
     * image of each are enough, unless one of them contradicts.
     *
     * @throws java.util.concurrent.CancellationException if that is asked for
     */
    public static IdentityIndex of(ImageDataset set, Progress progress) {
        int[] starts = starts(set.declaredImagesPerIdentity());
        boolean isDeclared = starts.length > 1 && starts[starts.length - 1] == set.size();
        if (isDeclared && isTrue(set, starts, progress.sub(0, 0.1))) {
            return new IdentityIndex(starts, null, 0);
        }
        int[] labels = set.labels(progress);
        return ofLabels(labels, set.identities());
    }

    private static int[] starts(int[] counts) {
        int[] starts = new int[counts.length + 1];
        for (int i = 0; i < counts.length; i++) {
            starts[i + 1] = starts[i] + counts[i];
        }
        return starts;
    }

    private static boolean isTrue(ImageDataset set, int[] starts, Progress progress) {
        int identities = starts.length - 1;
        for (int from = 0; from < identities; from += CHUNK) {
            progress.checkCancelled();
            int end = Math.min(identities, from + CHUNK);
            boolean fits = IntStream.range(from, end)
                    .parallel()
                    .filter(identity -> starts[identity] < starts[identity + 1])
                    .allMatch(identity -> LabelReading.label(set, starts[identity]) == identity
                            && LabelReading.label(set, starts[identity + 1] - 1) == identity);
            if (!fits) {
                return false;
            }
            progress.report((double) end / identities, () -> Units.count(end) + " identities looked at");
        }
        return true;
    }

    /**
     * By labels that are known.
     *
     * @param labels identity of each image; those outside of [0, identities) count for none
     */
    public static IdentityIndex ofLabels(int[] labels, int identities) {
        int[] counts = new int[identities];
        int unlabeled = 0;
        boolean isAscending = true;
        int last = -1;
        for (int label : labels) {
            boolean known = label >= 0 && label < identities;
            isAscending &= known && label >= last;
            last = label;
            if (known) {
                counts[label]++;
            } else {
                unlabeled++;
            }
        }
        int[] starts = starts(counts);
        return new IdentityIndex(starts, isAscending ? null : order(labels, starts), unlabeled);
    }

    private static int[] order(int[] labels, int[] starts) {
        int identities = starts.length - 1;
        int[] next = Arrays.copyOf(starts, identities);
        int[] order = new int[starts[identities]];
        for (int image = 0; image < labels.length; image++) {
            if (labels[image] >= 0 && labels[image] < identities) {
                order[next[labels[image]]++] = image;
            }
        }
        return order;
    }

    /** Number of identities, those without images included. */
    public int identities() {
        return starts.length - 1;
    }

    /** Number of images that belong to no identity, since their label cannot be read or is none of the set's. */
    public int unlabeled() {
        return unlabeled;
    }

    /** Number of images of an identity. */
    public int count(int identity) {
        return starts[identity + 1] - starts[identity];
    }

    /** The first image of an identity, or −1 if it has none. */
    public int first(int identity) {
        return count(identity) == 0 ? -1 : image(starts[identity]);
    }

    /** The images of an identity, in the order of the set. */
    public int[] images(int identity) {
        return IntStream.range(starts[identity], starts[identity + 1])
                .map(this::image)
                .toArray();
    }

    private int image(int place) {
        return order == null ? place : order[place];
    }
}
