package org.idem.config.loss;

import java.util.List;

/**
 * The margin head that {@code Loss.Train} names. A section {@code XLoss} of the schema is bound to the record {@code
 * XLoss} of this package: each component is the key of its name, or that of its {@link LossKey}; it is of type {@code
 * double}, {@code int}, {@code boolean}, {@code String}, or a list of {@code Double} or {@code Integer}.
 */
public interface LossConfig {
    /** Scale by which all cosines are multiplied before the loss, larger than 0. */
    double s();

    /** Name of the section, such as {@code AdaFaceLoss}. */
    default String key() {
        return getClass().getSimpleName();
    }

    /** Simple name of the class that computes the head: the section's name without {@code Loss}. */
    default String headName() {
        return key().substring(0, key().length() - "Loss".length());
    }

    /**
     * Sample ratios of a head with training stages, one for each stage, in [0, 1], given by its key {@code ratios}; they
     * stand in for those of {@code Model.pfc_config}. Empty for a head without stages.
     */
    default List<Double> stageRatios() {
        return List.of();
    }

    /**
     * Epochs, counted from 0, with which the second and later stages begin; empty where a stage begins once the training
     * has come far enough.
     */
    default List<Integer> stageEpochs() {
        return List.of();
    }

    /** Whether the mean embedding of every class is kept beside its center, as a further row of the same length. */
    default boolean needsExpectations() {
        return false;
    }

    /** What is wrong with keys that are each within their range; empty where nothing is. */
    default List<Contradiction> contradictions() {
        return List.of();
    }
}
