package org.idem.train.sampling;

import java.util.Optional;
import org.idem.train.centers.ClassSample;

/**
 * Chooses the classes of one shard that take part in a step. Samplers are immutable: a sample follows from their
 * arguments.
 */
@FunctionalInterface
public interface ClassSampler {
    /**
     * A sample that contains all positives.
     *
     * @param positives classes of the batch that the shard holds, by their number within the shard, ascending and each
     *     once
     * @param step number of the step, from 0, which random choices follow from
     */
    ClassSample sample(int[] positives, long step);

    /**
     * The classes of a step's sample that follow from the step alone, before its batch is known; empty where none do.
     *
     * @param step number of the step, from 0
     */
    default Optional<ClassSample> drawn(long step) {
        return Optional.empty();
    }

    /** Number of training stages that it has a sampler of its own for; 1 where one serves all. */
    default int stages() {
        return 1;
    }

    /**
     * The sampler for a stage of the margin head.
     *
     * @param index of the stage, from 0, less than {@link #stages()} where that is not 1
     */
    default ClassSampler forStage(int index) {
        return this;
    }

    /**
     * Samples all classes of a shard in every step.
     *
     * @param classes number of classes of the shard
     */
    static ClassSampler all(int classes) {
        return (positives, step) -> ClassSample.all(classes);
    }
}
