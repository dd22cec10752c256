package org.idem.train.margin;

/**
 * A stage of a head that compares embeddings with different things as training goes on.
 *
 * @param index place among the head's stages, from 0
 * @param name what the log calls it; empty where there is only one stage
 * @param usesExpectations whether the mean embeddings of the classes, besides their centers, are negatives
 * @param updatesExpectations whether these follow the embeddings of the step
 */
public record MarginStage(int index, String name, boolean usesExpectations, boolean updatesExpectations) {
    /** The stage of a head without stages: class centers alone. */
    static final MarginStage SINGLE = new MarginStage(0, "", false, false);
}
