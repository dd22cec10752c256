package org.idem.ui.data.augmentation;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.idem.data.ImageDataset;

/**
 * What is to be shown.
 *
 * @param folder what paths in the config are relative to
 * @param seed in place of the config's
 * @param epoch the first one, from 0
 * @param copies how many epochs
 * @param images numbers in the set
 * @param left entries of {@code transform_ops} that are left out
 */
record AugmentationRequest(
        ImageDataset set,
        Path folder,
        ConfigChoice config,
        long seed,
        int epoch,
        int copies,
        List<Integer> images,
        BitSet left) {}
