package org.idem.ui.data;

import java.util.Arrays;
import org.idem.data.ImageDataset;
import org.idem.data.image.DamagedImageException;

/**
 * Identities of images without waiting for a disk: a sample over the whole set is read once in the background, and single
 * labels are read when they are asked for one after the other, as by painting a screen of the grid. What asks at random,
 * as the ruler does, gets the label of the sample before it, which is right but for the few images around a border.
 */
final class LabelCache {
    private static final int SAMPLES = 4096;
    private static final int EXACT_BELOW = 1 << 16;

    private final ImageDataset set;
    private final int[] sampled;
    private final int[] recentKeys = new int[SAMPLES];
    private final int[] recentLabels = new int[SAMPLES];
    private final int stride;

    /** Reads the sample: on a loading thread. */
    LabelCache(ImageDataset set) {
        this.set = set;
        this.stride = set.size() <= EXACT_BELOW ? 1 : (set.size() + SAMPLES - 1) / SAMPLES;
        this.sampled = new int[(set.size() + stride - 1) / stride];
        Arrays.fill(recentKeys, -1);
        for (int i = 0; i < sampled.length; i++) {
            sampled[i] = read(i * stride);
        }
    }

    /** The identity of an image on the screen, or −1 when its record does not say. UI thread only. */
    int exact(int index) {
        if (index % stride == 0) {
            return sampled[index / stride];
        }
        int slot = index % SAMPLES;
        if (recentKeys[slot] != index) {
            recentKeys[slot] = index;
            recentLabels[slot] = read(index);
        }
        return recentLabels[slot];
    }

    /** The identity of an image, or that of one shortly before it. */
    int near(int index) {
        return sampled[index / stride];
    }

    private int read(int index) {
        try {
            return set.label(index);
        } catch (DamagedImageException e) {
            System.getLogger(LabelCache.class.getName())
                    .log(System.Logger.Level.DEBUG, () -> "no label: " + e.getMessage());
            return -1;
        }
    }
}
