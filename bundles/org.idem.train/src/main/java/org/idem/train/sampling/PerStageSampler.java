package org.idem.train.sampling;

import java.util.List;
import org.idem.train.centers.ClassSample;

/**
 * Another sampler in each stage of the margin head.
 *
 * @param samplers one for each stage, in the order of the stages
 */
public record PerStageSampler(List<ClassSampler> samplers) implements ClassSampler {
    public PerStageSampler {
        samplers = List.copyOf(samplers);
    }

    @Override
    public int stages() {
        return samplers.size();
    }

    @Override
    public ClassSampler forStage(int index) {
        return samplers.get(index);
    }

    /** As in the first stage. */
    @Override
    public ClassSample sample(int[] positives, long step) {
        return samplers.get(0).sample(positives, step);
    }
}
