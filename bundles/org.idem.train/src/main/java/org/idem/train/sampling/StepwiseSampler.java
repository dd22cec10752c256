package org.idem.train.sampling;

import java.util.List;
import java.util.Optional;
import org.idem.train.centers.ClassSample;

/**
 * Another sampler from certain steps on, such as for a sample ratio that changes with the epochs.
 *
 * @param from first step of each sampler but the first, from 0, ascending
 * @param samplers one more than there are steps
 */
public record StepwiseSampler(List<Long> from, List<ClassSampler> samplers) implements ClassSampler {
    public StepwiseSampler {
        if (samplers.size() != from.size() + 1) {
            throw new IllegalArgumentException(samplers.size() + " samplers for " + from.size() + " changes");
        }
        from = List.copyOf(from);
        samplers = List.copyOf(samplers);
    }

    @Override
    public ClassSample sample(int[] positives, long step) {
        return at(step).sample(positives, step);
    }

    @Override
    public Optional<ClassSample> drawn(long step) {
        return at(step).drawn(step);
    }

    private ClassSampler at(long step) {
        int stage = 0;
        while (stage < from.size() && step >= from.get(stage)) {
            stage++;
        }
        return samplers.get(stage);
    }
}
