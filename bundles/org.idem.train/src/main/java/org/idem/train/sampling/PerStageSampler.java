package org.idem.train.sampling;

import java.util.List;
import org.idem.train.centers.ClassSample;
import org.idem.train.margin.LvFaceStage;

/**
 * Another sampler in each stage of the training.
 *
 * @param samplers one for each {@link LvFaceStage}
 */
public record PerStageSampler(List<ClassSampler> samplers) implements ClassSampler {
    public PerStageSampler {
        if (samplers.size() != LvFaceStage.values().length) {
            throw new IllegalArgumentException(samplers.size() + " samplers for three stages");
        }
        samplers = List.copyOf(samplers);
    }

    @Override
    public ClassSampler in(LvFaceStage stage) {
        return samplers.get(stage.ordinal());
    }

    /** As in the first stage. */
    @Override
    public ClassSample sample(int[] positives, long step) {
        return samplers.get(0).sample(positives, step);
    }
}
