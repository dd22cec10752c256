package org.idem.config;

/**
 * Metric {@code LFWAcc}.
 *
 * @param flipTest whether the embedding of the mirrored image is added
 * @param folds folds of the cross-validated threshold
 * @param components principal components that the accuracy reduces embeddings to; 0 for whole ones
 */
public record MetricConfig(boolean flipTest, int folds, int components) {

    /** With an accuracy of whole embeddings. */
    public MetricConfig(boolean flipTest, int folds) {
        this(flipTest, folds, 0);
    }
}
