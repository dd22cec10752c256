package org.idem.config;

import java.nio.file.Path;
import java.util.List;

/**
 * Section {@code Model.pfc_config}: the classification layer.
 *
 * @param sampleRatios parts of the class centers that take part in a step, in [0, 1], one after the other
 * @param ratioEpochs epochs, counted from 0, at which the next part begins to count; one less than there are parts
 * @param sampleBlock {@code 1}, {@code 32} or {@code auto}: how many classes are drawn together
 * @param modelParallel whether the class centers are divided over the workers
 * @param sparseUpdate whether a step updates the sampled class centers only
 * @param logits {@code full}, {@code tiled} or {@code auto}
 * @param centerFormat {@code fp32}, {@code bf16_master} or {@code bf16}
 * @param centerStorage {@code memory}, {@code host}, {@code disk} or {@code auto}
 * @param centerFolder where centers on disk are kept, null for the run's own folder
 */
public record PartialFcConfig(
        List<Double> sampleRatios,
        List<Integer> ratioEpochs,
        String sampleBlock,
        boolean modelParallel,
        boolean sparseUpdate,
        String logits,
        String centerFormat,
        String centerStorage,
        Path centerFolder) {
    public PartialFcConfig {
        sampleRatios = List.copyOf(sampleRatios);
        ratioEpochs = List.copyOf(ratioEpochs);
    }

    /** Whether classes are drawn in blocks; follows from the config alone, wherever the centers are in the end. */
    public boolean samplesBlocks() {
        return sampleBlock.equals("auto")
                ? centerStorage.equals("disk") || centerStorage.equals("auto")
                : !sampleBlock.equals("1");
    }
}
