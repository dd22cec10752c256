package org.idem.train.head;

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
    default ClassSampler in(TrainingStage stage) {
        return this;
    }

    /** No sampling. */
    static ClassSampler all(int classes) {
        return (positives, step) -> ClassSample.all(classes);
    }
}
