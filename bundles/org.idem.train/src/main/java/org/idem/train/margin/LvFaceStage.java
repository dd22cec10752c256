package org.idem.train.margin;

/**
 * The stages of progressive cluster optimisation (LVFace; You et al., arXiv 2501.13420). Heads that know of no stages
 * stay in the first.
 */
public enum LvFaceStage {
    /** Feature alignment: embeddings against a sample of the class centers. */
    ALIGNMENT,
    /** Centroid stabilisation: against class expectations as well, which follow the embeddings. */
    STABILISATION,
    /** Boundary refinement: against all centers and expectations; these stay as they are. */
    REFINEMENT;

    public boolean seesExpectations() {
        return this != ALIGNMENT;
    }

    public boolean movesExpectations() {
        return this == STABILISATION;
    }
}
