package org.idem.metrics;

/**
 * How a folded accuracy is computed.
 *
 * @param folds at least 2; fewer are taken when there are fewer pairs
 * @param components principal components that embeddings are reduced to, found anew for each fold from the others' images;
 *     0 for whole embeddings, at most their length is taken
 */
public record KFoldSettings(int folds, int components) {

    /** Checks the numbers. */
    public KFoldSettings {
        if (folds < 2 || components < 0) {
            throw new IllegalArgumentException(folds + " folds and " + components + " components");
        }
    }
}
