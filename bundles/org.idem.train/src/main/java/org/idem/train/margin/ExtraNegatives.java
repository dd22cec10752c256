package org.idem.train.margin;

/** Negatives beside the class centers, such as class expectations, which join their softmax. */
public interface ExtraNegatives {
    /** Reduces over all ranks what was accumulated of the tiles; collective, called once on each rank's thread. */
    NegativeLogSumExp reduce();

    /**
     * Computes the gradient with respect to the targets' logits; called after the loss has prepared the sums of
     * {@link #reduce} for backward.
     */
    void backwardTargets();
}
