package org.idem.train.head;

/**
 * The stages of progressive cluster optimisation (LVFace; You et al., arXiv 2501.13420). Heads that know of no stages
 * stay in the first.
 */
public enum TrainingStage {
    /** Feature alignment: embeddings against a sample of the class centers. */
    ALIGNMENT,
    /** Centroid stabilisation: against class expectations as well, which follow the embeddings. */
    STABILISATION,
    /** Boundary refinement: against all centers and expectations; these stay as they are. */
    REFINEMENT;

    boolean seesExpectations() {
        return this != ALIGNMENT;
    }

    boolean movesExpectations() {
        return this == STABILISATION;
    }
}
