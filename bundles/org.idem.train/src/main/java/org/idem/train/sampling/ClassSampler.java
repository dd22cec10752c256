package org.idem.train.sampling;

import org.idem.train.centers.ClassSample;
import org.idem.train.margin.LvFaceStage;

/** Chooses the classes of a step. */
@FunctionalInterface
public interface ClassSampler {
    /**
     * A sample that contains all positives.
     *
     * @param positives classes of the shard that occur in the batch, ascending and each once
     * @param step number of the step, from which a random choice follows
     */
    ClassSample sample(int[] positives, long step);

    /** The one for a stage of the training. */
    default ClassSampler in(LvFaceStage stage) {
        return this;
    }

    /** No sampling. */
    static ClassSampler all(int classes) {
        return (positives, step) -> ClassSample.all(classes);
    }
}
