package org.idem.train.head;

import java.util.List;

/**
 * Another sampler in each stage of the training.
 *
 * @param samplers one for each {@link TrainingStage}
 */
public record StageSampler(List<ClassSampler> samplers) implements ClassSampler {
    public StageSampler {
        if (samplers.size() != TrainingStage.values().length) {
            throw new IllegalArgumentException(samplers.size() + " samplers for three stages");
        }
        samplers = List.copyOf(samplers);
    }

    @Override
    public ClassSampler in(TrainingStage stage) {
        return samplers.get(stage.ordinal());
    }

    /** As in the first stage. */
    @Override
    public ClassSample sample(int[] positives, long step) {
        return samplers.get(0).sample(positives, step);
    }
}
